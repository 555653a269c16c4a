// Functions that do not return: the spinlock is not released again after them.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"
void do_bug(void);
int panic(), do_exit(), kthread_exit(), make_task_dead();
#define BUG() do { do_bug(); for (;;) ; } while (0)

NO_RETURN(BUG())
NO_RETURN(panic("no"))
NO_RETURN(do_exit(0))
NO_RETURN(kthread_exit(0))
NO_RETURN(make_task_dead(0))

// The lock outlives its thread.
UNDER(do_exit(0)) // expect: lock-leak
UNDER(kthread_exit(0)) // expect: lock-leak
