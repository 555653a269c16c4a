// RUN: %idiom %s
// One function takes the lock in three ways: waiting, waiting until a signal, and
// trying; 0 means taken in all of them.
// Seen in freebsd10: sys/kern/uipc_sockbuf.c, sblock().
// Broken: the caller goes on to release after an error.
#include "freebsd.h"
#define SBL_WAIT 1
#define SBL_NOINTR 2
#define EWOULDBLOCK 35

struct sockbuf {
  struct sx sb_sx;
  int sb_flags, sb_cc;
};

int sblock(struct sockbuf *sb, int flags) {
  if (flags & SBL_WAIT) {
    if ((sb->sb_flags & 8) || (flags & SBL_NOINTR)) {
      sx_xlock(&sb->sb_sx);
      return (0);
    }
    return (sx_xlock_sig(&sb->sb_sx));
  } else {
    if (sx_try_xlock(&sb->sb_sx) == 0)
      return (EWOULDBLOCK);
    return (0);
  }
}

void sbunlock(struct sockbuf *sb) { sx_xunlock(&sb->sb_sx); }

int soreceive(struct sockbuf *sb, int dontwait) {
  int error;

  error = sblock(sb, dontwait ? 0 : SBL_WAIT);
  if (error)
#ifdef BROKEN
    goto out;
#else
    return (error);
#endif
  sb->sb_cc--;
out:
  sbunlock(sb); /* expect: unlock-not-held */
  return (error);
}
