// RUN: %idiom %s
// A reader that must write tries to upgrade; when it cannot, it gives up the read
// lock and takes the write lock. Then it goes on as a reader.
// Seen in freebsd10: sys/dev/cxgbe/t4_main.c, rw_via_memwin().
// Broken: the read lock is kept when the upgrade fails.
#include "freebsd.h"

struct memwin {
  struct rwlock mw_lock;
  u_int curpos, aperture;
};

void read_window(struct memwin *mw, u_int addr, int len) {
  while (len > 0) {
    rw_rlock(&mw->mw_lock);
    if (addr < mw->curpos || addr >= mw->curpos + mw->aperture) {
      if (!rw_try_upgrade(&mw->mw_lock)) {
#ifndef BROKEN
        rw_runlock(&mw->mw_lock);
#endif
        rw_wlock(&mw->mw_lock); /* expect: recursive-lock */
      }
      rw_assert(&mw->mw_lock, RA_WLOCKED);
      mw->curpos = addr;
      rw_downgrade(&mw->mw_lock);
    }
    for (; addr < mw->curpos + mw->aperture && len > 0; addr += 4)
      len -= 4;
    rw_runlock(&mw->mw_lock);
  }
}
