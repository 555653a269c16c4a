// RUN: %idiom %s
// Two bits of a flag word, passed by the caller, say in which mode it holds the
// list lock; the callee takes it when neither is set and releases it in the end.
// Seen in freebsd10: sys/kern/kern_jail.c, prison_deref().
// Broken: an early way out forgets the shared mode.
#include "freebsd.h"
#define LIST_SLOCKED 0x10
#define LIST_XLOCKED 0x20

struct prison {
  struct mtx pr_mtx;
  int pr_ref;
};
static struct sx allprison_lock;

static void prison_deref(struct prison *pr, int flags) {
  int ref;

  mtx_lock(&pr->pr_mtx);
  ref = --pr->pr_ref;
  mtx_unlock(&pr->pr_mtx);
  if (ref > 0) {
#ifndef BROKEN
    if (flags & LIST_SLOCKED)
      sx_sunlock(&allprison_lock);
    else
#endif
    if (flags & LIST_XLOCKED)
      sx_xunlock(&allprison_lock);
    return;
  }
  if (flags & LIST_SLOCKED) {
    if (!sx_try_upgrade(&allprison_lock)) {
      sx_sunlock(&allprison_lock);
      sx_xlock(&allprison_lock);
    }
  } else if (!(flags & LIST_XLOCKED))
    sx_xlock(&allprison_lock);
  sx_xunlock(&allprison_lock);
}

void prison_free(struct prison *pr) { prison_deref(pr, 0); }

void prison_find_free(struct prison *pr) {
  sx_slock(&allprison_lock);
  prison_deref(pr, LIST_SLOCKED);
} /* expect: lock-leak */
