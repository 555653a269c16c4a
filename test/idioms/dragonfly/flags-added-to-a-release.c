// RUN: %idiom %s
// A release passes the flags of its caller on: it could be an upgrade, and never is.
// Seen in dragonfly: sys/netproto/smb/smb_conn.c, smb_co_unlock().
// Broken: an upgrade, too, and nobody asks whether it has worked.
#include "dragonfly.h"

struct obj {
  struct lock co_lock;
  int co_flags;
};

void co_unlock(struct obj *cp, int flags) {
  lockmgr(&cp->co_lock, flags | LK_RELEASE);
}

void co_gone(struct obj *cp) {
  lockmgr(&cp->co_lock, LK_SHARED);
#ifdef BROKEN
  lockmgr(&cp->co_lock, LK_UPGRADE); /* expect: rwlock-misuse */
#endif
  cp->co_flags = 1;
  co_unlock(cp, 0);
}
