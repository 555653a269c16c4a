// RUN: %idiom %s
// An operation begins under the adapter's mutex, which it keeps when the caller asks
// for that by a flag and only on success; the end function is told the same.
// Seen in freebsd10: sys/dev/cxgbe/t4_main.c, begin_synchronized_op().
// Broken: the caller that asked for it says at the end that it has no lock.
#include "freebsd.h"
#define SLEEP_OK 1
#define HOLD_LOCK 2
#define LOCK_HELD 4
#define EBUSY 16
#define EINTR 4

struct adapter {
  struct mtx sc_lock;
  int flags, mtu;
};

static int begin_synchronized_op(struct adapter *sc, int flags) {
  int rc;

  mtx_lock(&sc->sc_lock);
  for (;;) {
    if (!(sc->flags & 1)) {
      rc = 0;
      break;
    }
    if (!(flags & SLEEP_OK)) {
      rc = EBUSY;
      goto done;
    }
    if (mtx_sleep(&sc->flags, &sc->sc_lock, PCATCH, "t4", 0)) {
      rc = EINTR;
      goto done;
    }
  }
  sc->flags |= 1;
done:
  if (!(flags & HOLD_LOCK) || rc)
    mtx_unlock(&sc->sc_lock);
  return (rc);
}

static void end_synchronized_op(struct adapter *sc, int flags) {
  if (flags & LOCK_HELD)
    mtx_assert(&sc->sc_lock, MA_OWNED);
  else
    mtx_lock(&sc->sc_lock);
  sc->flags &= ~1;
  wakeup(&sc->flags);
  mtx_unlock(&sc->sc_lock);
}

int cxgbe_set_mtu(struct adapter *sc, int mtu) {
  int rc;

  rc = begin_synchronized_op(sc, HOLD_LOCK | SLEEP_OK);
  if (rc)
    return (rc);
  sc->mtu = mtu;
#ifdef BROKEN
  end_synchronized_op(sc, 0); /* expect: recursive-lock */
#else
  end_synchronized_op(sc, LOCK_HELD);
#endif
  return (0);
}

int cxgbe_reset(struct adapter *sc) {
  int rc;

  rc = begin_synchronized_op(sc, SLEEP_OK);
  if (rc)
    return (rc);
  end_synchronized_op(sc, 0);
  return (0);
}
