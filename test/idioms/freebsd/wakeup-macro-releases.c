// RUN: %idiom %s
// A macro releases the caller's lock in either of two ways: by a function that wakes up,
// or plainly.
// Seen in freebsd10: sys/sys/socketvar.h, sowwakeup_locked(), and
// sys/kern/uipc_sockbuf.c, sowakeup().
// Broken: the plain way does not release.
#include "freebsd.h"

struct sockbuf {
  struct mtx sb_mtx;
  int sb_flags, sb_cc;
};
#define SOCKBUF_LOCK(sb) mtx_lock(&(sb)->sb_mtx)
#define SOCKBUF_UNLOCK(sb) mtx_unlock(&(sb)->sb_mtx)
#define SOCKBUF_LOCK_ASSERT(sb) mtx_assert(&(sb)->sb_mtx, MA_OWNED)
#ifdef BROKEN
#define PLAIN_RELEASE(sb) (void)0
#else
#define PLAIN_RELEASE(sb) SOCKBUF_UNLOCK(sb)
#endif

static void sowakeup(struct sockbuf *sb) {
  SOCKBUF_LOCK_ASSERT(sb);
  if (sb->sb_flags & 4) {
    sb->sb_flags &= ~4;
    wakeup(&sb->sb_cc);
  }
  SOCKBUF_UNLOCK(sb);
}

#define sowwakeup_locked(sb) do { \
  SOCKBUF_LOCK_ASSERT(sb);        \
  if ((sb)->sb_flags & 7)         \
    sowakeup(sb);                 \
  else                            \
    PLAIN_RELEASE(sb);            \
} while (0)

int sosend(struct sockbuf *sb) {
  SOCKBUF_LOCK(sb);
  sb->sb_cc++;
  sowwakeup_locked(sb);
  return (0); /* expect: lock-leak */
}
