// RUN: %idiom %s
// Tries one of two locks and returns a pointer to it, held, or NULL; the loop of the
// caller releases what it was given.
// Seen in netbsd: sys/uvm/uvm_pdaemon.c, uvmpd_trylockowner() and uvmpd_scan_queue().
// Broken: a busy page is skipped with its lock held.
#include "netbsd.h"

struct owner { kmutex_t *lock; };
struct page {
  struct page *next;
  struct owner *uobject, *uanon;
  int flags;
};

static kmutex_t *trylockowner(struct page *pg) {
  kmutex_t *slock;

  if (pg->uobject != NULL)
    slock = pg->uobject->lock;
  else
    slock = pg->uanon->lock;
  if (!mutex_tryenter(slock))
    return NULL;
  pg->flags |= 2;
  return slock;
}

int scan_page(struct page *p) {
  kmutex_t *slock = trylockowner(p);

  if (slock == NULL)
    return 35;
  if (p->flags & 1) {
#ifndef BROKEN
    mutex_exit(slock);
#endif
    return 16; /* expect: lock-leak */
  }
  p->flags |= 4;
  mutex_exit(slock);
  return 0;
}
