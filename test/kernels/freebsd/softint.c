// Software interrupts.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
struct intr_event;
int swi_add(struct intr_event **, const char *name, void (*handler)(void *), void *arg, int pri, int flags, void **cookie);
static void soft(void *arg) { tsleep(arg, 0, "w", 1); } // expect: sleep-in-interrupt
void attach(struct softc *sc, struct intr_event **ie) { swi_add(ie, "foo", soft, sc, 1, 0, &sc->cookie); } // expect: giant-handler
struct taskqueue;
extern struct taskqueue *taskqueue_swi_giant;
int taskqueue_enqueue(struct taskqueue *, void *task);
void later(void *task) { taskqueue_enqueue(taskqueue_swi_giant, task); } // expect: giant-handler
