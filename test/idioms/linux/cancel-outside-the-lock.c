// RUN: %idiom %s
// Work that takes the mutex is cancelled, and waited for, before the mutex is taken.
// Seen in linux: drivers/net/usb/r8152.c, rtl8152_close().
// Broken: it is waited for with a spinlock held.
#include "linux.h"

void rtl8152_close(struct softc *sc) {
#ifndef BROKEN
  cancel_delayed_work_sync(&sc->dwork);
#endif
  spin_lock(&sc->lock);
  sc->ready = 0;
#ifdef BROKEN
  cancel_delayed_work_sync(&sc->dwork); /* expect: sleep-under-lock */
#endif
  spin_unlock(&sc->lock);
}
