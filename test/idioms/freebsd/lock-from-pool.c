// RUN: %idiom %s
// The mutex of an object is its own or one out of a pool, and kept in a local.
// Seen in freebsd10: sys/kern/sys_generic.c, selrecord() and doselwakeup().
// Broken: it returns early when there is nothing to do.
#include "freebsd.h"
struct mtx *mtx_pool_find(void *pool, void *ptr);
extern void *mtxpool_select;

struct selinfo {
  struct mtx *si_mtx;
  int waiters;
};

int selrecord(struct selinfo *sip, int again) {
  struct mtx *mtxp;

  if (again)
    return (0);
  mtxp = sip->si_mtx;
  if (mtxp == NULL)
    mtxp = mtx_pool_find(mtxpool_select, sip);
  mtx_lock(mtxp);
#ifdef BROKEN
  if (sip->waiters > 100)
    return (35); /* expect: lock-leak */
#endif
  sip->waiters++;
  mtx_unlock(mtxp);
  return (0);
}
