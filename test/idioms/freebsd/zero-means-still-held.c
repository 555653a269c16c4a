// RUN: %idiom %s
// A helper handles one event and returns 1 with the mutex released; it returns 0,
// with the mutex held, when there is none, and its caller waits.
// Seen in freebsd10: sys/geom/geom_event.c, one_event() and g_run_events().
// Broken: an event in progress is answered with 1 while the mutex is held.
#include "freebsd.h"

static struct mtx eventlock;
static struct sx topology_lock;
static int events, wait_event, inprogress, wither;

static int one_event(void) {
  sx_assert(&topology_lock, SX_XLOCKED);
  mtx_lock(&eventlock);
  if (events == 0)
    return (0);
  if (inprogress) {
#ifndef BROKEN
    mtx_unlock(&eventlock);
#endif
    return (1); /* expect: lock-leak */
  }
  events--;
  mtx_unlock(&eventlock);
  return (1);
}

void g_run_events(void) {
  for (;;) {
    sx_xlock(&topology_lock);
    while (one_event())
      ;
    mtx_assert(&eventlock, MA_OWNED);
    if (wither) {
      wither = 0;
      mtx_unlock(&eventlock);
      sx_xunlock(&topology_lock);
    } else {
      sx_xunlock(&topology_lock);
      msleep(&wait_event, &eventlock, PDROP, "-", 0);
    }
  }
}
