// Calls that sleep, and handlers. What is in a table of the model, where the name
// alone counts, is declared without parameters.
// RUN: %check-expect %s -- %kernel-linuxkpi
#include "linuxkpi.h"

UNDER(msleep(1)) // expect: sleep-under-lock
int schedule(), schedule_timeout(), cond_resched(), down(), down_interruptible(), synchronize_rcu();
UNDER(schedule()) // expect: sleep-under-lock
UNDER(schedule_timeout()) // expect: sleep-under-lock
UNDER(cond_resched()) // expect: sleep-under-lock
UNDER(down()) // expect: sleep-under-lock
UNDER(down_interruptible()) // expect: sleep-under-lock
UNDER(synchronize_rcu()) // expect: sleep-under-lock
int wait_event(), wait_event_interruptible(), wait_event_timeout();
UNDER(wait_event()) // expect: sleep-under-lock
UNDER(wait_event_interruptible()) // expect: sleep-under-lock
UNDER(wait_event_timeout()) // expect: sleep-under-lock
int wait_for_completion(), wait_for_completion_timeout();
UNDER(wait_for_completion()) // expect: sleep-under-lock
UNDER(wait_for_completion_timeout()) // expect: sleep-under-lock
int del_timer_sync(), cancel_work_sync(), flush_workqueue(), free_irq();
UNDER(del_timer_sync(&sc->timer)) // expect: sleep-under-lock
UNDER(cancel_work_sync(&sc->work)) // expect: sleep-under-lock
UNDER(flush_workqueue(sc)) // expect: sleep-under-lock
UNDER(free_irq(1)) // expect: sleep-under-lock

#define TIMER(type, reg) static void HANDLER(type arg) { msleep(1); } void FN(struct softc *sc) { reg; }
int setup_timer(), timer_setup(), INIT_WORK(), request_irq();
TIMER(unsigned long, setup_timer(&sc->timer, HANDLER, (unsigned long)sc)) // expect: sleep-in-interrupt
TIMER(struct timer_list *, timer_setup(&sc->timer, HANDLER, 0)) // expect: sleep-in-interrupt
TIMER(int, request_irq(1, HANDLER, 0, "x", sc)) // expect: sleep-in-interrupt
TIMER(struct work_struct *, INIT_WORK(&sc->work, HANDLER))
static int thread(void *arg) { return 0; }
static void work(struct work_struct *w) {}
int kthread_run();
UNDER(kthread_run(thread, sc, "t")) // expect: sleep-under-lock
KNOWN(INIT_WORK(&sc->work, work)) // expect: recursive-lock
