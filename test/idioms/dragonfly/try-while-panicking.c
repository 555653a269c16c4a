// RUN: %idiom %s
// A console lock is tried again and again while the system goes down, else waited for.
// The try returns 0 when it got the lock.
// Seen in dragonfly: sys/dev/misc/syscons/syscons.c, syscons_lock().
// Broken: it does so whenever polled, and gives up after some time, which no caller can
// know.
#include "dragonfly.h"
void tsc_delay(int ns);
extern const char *panicstr;
extern int polled;

static struct mtx syscons_mtx;

static void syscons_lock(void) {
  int retries = 500000;

#ifdef BROKEN
  if (polled) {
#else
  if (panicstr) {
#endif
    while (mtx_spinlock_try(&syscons_mtx)) {
      tsc_delay(1000);
#ifdef BROKEN
      if (--retries == 0)
        return;
#endif
    }
  } else
    mtx_spinlock(&syscons_mtx);
} /* expect: lock-leak */

void scputc(int *screen, int c) {
  syscons_lock();
  *screen = c;
  mtx_spinunlock(&syscons_mtx);
}
