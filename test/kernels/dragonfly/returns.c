// Functions that do not return: the spinlock is not released again after them.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
int panic(), cpu_halt(), kthread_exit(), lwkt_exit();

NO_RETURN(panic("no"))
NO_RETURN(cpu_halt())
NO_RETURN(kthread_exit())
NO_RETURN(lwkt_exit())

// The lock outlives its thread; a token does not.
struct lwkt_token;
void lwkt_gettoken(struct lwkt_token *);
UNDER(kthread_exit()) // expect: lock-leak
UNDER(lwkt_exit()) // expect: lock-leak
void with_token(struct lwkt_token *token) { lwkt_gettoken(token); kthread_exit(); }
