// RUN: %idiom %s
// A worker holds a spin mutex all the time, except while it feeds the entropy and while
// it waits.
// Seen in freebsd10: sys/dev/random/random_harvestq.c, random_kthread().
// Broken: it waits with a function that does not release it.
#include "freebsd.h"

static struct mtx harvest_mtx;
static int random_control, events;
void feed(int events);

void harvestq_init(void) { mtx_init(&harvest_mtx, "entropy harvest mutex", NULL, MTX_SPIN); }

void random_kthread(void *arg) {
  int n;

  mtx_lock_spin(&harvest_mtx);
  while (random_control >= 0) {
    n = events;
    events = 0;
    mtx_unlock_spin(&harvest_mtx);
    feed(n);
    mtx_lock_spin(&harvest_mtx);
#ifdef BROKEN
    tsleep(&random_control, 0, "-", 10); /* expect: sleep-under-lock */
#else
    msleep_spin(&random_control, &harvest_mtx, "-", 10);
#endif
  }
  mtx_unlock_spin(&harvest_mtx);
}
