// RUN: %idiom %s
// What may sleep is left to work; the tasklet only takes the spinlock.
// Seen in linux: drivers/net/usb/usbnet.c, usbnet_bh() and usbnet_deferred_kevent().
// Broken: the tasklet calls what the work calls.
#include "linux.h"

static void clear_halt(struct softc *sc) {
  mutex_lock(&sc->mutex); /* expect: sleep-in-interrupt */
  sc->ready = 0;
  mutex_unlock(&sc->mutex);
}

static void bh(unsigned long data) {
  struct softc *sc = (struct softc *)data;

  spin_lock(&sc->lock);
  sc->ready++;
  spin_unlock(&sc->lock);
#ifdef BROKEN
  clear_halt(sc);
#endif
}

static void kevent(struct work_struct *work) {
  clear_halt((struct softc *)((char *)work - __builtin_offsetof(struct softc, work)));
}

void probe(struct softc *sc) {
  tasklet_init(&sc->tasklet, bh, (unsigned long)sc);
  INIT_WORK(&sc->work, kevent);
}
