// RUN: %idiom %s
// Under the spinlock memory is asked for without waiting, before it with.
// Seen in dragonfly: sys/dev/virtual/virtio/virtio/virtqueue.c, virtqueue_alloc(): M_INTWAIT.
// Broken: M_INTWAIT, which blocks too, under the spinlock.
#include "dragonfly.h"

int vq_grow(struct softc *sc) {
  void *spare = kmalloc(64, M_DEVBUF, M_INTWAIT);

  spin_lock(&sc->spin);
  if (sc->cookie == NULL)
    sc->cookie = spare;
  else
#ifdef BROKEN
    sc->cookie = kmalloc(64, M_DEVBUF, M_INTWAIT); /* expect: sleep-under-lock */
#else
    sc->cookie = kmalloc(64, M_DEVBUF, M_NOWAIT);
#endif
  spin_unlock(&sc->spin);
  return (sc->cookie != NULL);
}
