// RUN: %idiom %s
// The kernel lock recurses: a function may take and release it around one call and
// then use another one that asserts it, which its caller holds anyway.
// Seen in openbsd: sys/dev/ic/mfi.c, mfi_initialize_firmware(), over
// sys/scsi/scsi_base.c, scsi_iopool_get().
// Broken: the lock is one that does not recurse, so its caller cannot hold it.
#include "openbsd.h"

struct pool_softc {
  struct mutex mtx;
  int free;
};

#ifdef BROKEN
#define ENTER(sc) mtx_enter(&(sc)->mtx)
#define LEAVE(sc) mtx_leave(&(sc)->mtx)
#define ASSERT_ENTERED(sc) MUTEX_ASSERT_LOCKED(&(sc)->mtx)
#else
#define ENTER(sc) KERNEL_LOCK()
#define LEAVE(sc) KERNEL_UNLOCK()
#define ASSERT_ENTERED(sc) KERNEL_ASSERT_LOCKED()
#endif

static int pool_take(struct pool_softc *sc) {
  int got;

  ENTER(sc);
  got = sc->free--;
  LEAVE(sc);
  return (got);
}

static void pool_put(struct pool_softc *sc) {
  ASSERT_ENTERED(sc);
  sc->free++;
}

void pool_cycle(struct pool_softc *sc) {
  if (pool_take(sc))
    pool_put(sc); /* expect: unlock-not-held */
}
