// RUN: %idiom %s
// One-element arrays as locks, taken for every ring before a reset and released
// afterwards in other loops.
// Seen in illumos: usr/src/uts/common/io/bge/bge_main2.c, bge_reset().
// Broken: the last lock of the way back is taken once more.
#include "illumos.h"

#define RINGS 4
struct ring { kmutex_t rx_lock[1]; };
struct bge {
  kmutex_t genlock[1];
  krwlock_t errlock[1];
  struct ring recv[RINGS];
};
int bge_chip_reset(struct bge *);

int bge_reset(struct bge *bgep) {
  int ring, retval;

  ASSERT(mutex_owned(bgep->genlock));
  for (ring = 0; ring < RINGS; ++ring)
    mutex_enter(bgep->recv[ring].rx_lock);
  rw_enter(bgep->errlock, RW_WRITER);
  retval = bge_chip_reset(bgep);
#ifdef BROKEN
  rw_enter(bgep->errlock, RW_WRITER); /* expect: recursive-lock */
#else
  rw_exit(bgep->errlock);
#endif
  for (ring = RINGS; ring-- > 0;)
    mutex_exit(bgep->recv[ring].rx_lock);
  return (retval);
}
