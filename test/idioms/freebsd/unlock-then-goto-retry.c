// RUN: %idiom %s
// A buffer was too small: the lock is released, a larger one made where sleeping is
// allowed, and all is done again.
// Seen in freebsd10: sys/cam/cam_periph.c, cam_periph_list().
// Broken: the lock is still held when it begins again.
#include "freebsd.h"

static struct mtx bus_lock;
static int units;

int periph_list(void) {
  int len = 16, count;
  char *buf;

retry:
  buf = malloc(len, M_DEVBUF, M_WAITOK); /* expect: sleeping-alloc-under-lock */
  count = 0;
  mtx_lock(&bus_lock); /* expect: recursive-lock */
  while (count < units) {
    buf[count] = 0;
    if (++count == len) {
      len *= 2;
#ifndef BROKEN
      mtx_unlock(&bus_lock);
#endif
      goto retry;
    }
  }
  mtx_unlock(&bus_lock);
  return (count);
}
