// RUN: %idiom %s
// A list is locked through functions that were given with it, and which get a pointer
// to the lock as void.
// Seen in freebsd10: sys/kern/kern_event.c, knlist_init(), knlist_mtx_lock() and knote().
// Broken: one of the functions that are given releases on one way only.
#include "freebsd.h"

struct knlist {
  void (*kl_lock)(void *);
  void (*kl_unlock)(void *);
  void *kl_lockarg;
  int notes;
};

static void knlist_mtx_lock(void *arg) { mtx_lock((struct mtx *)arg); }
static void knlist_mtx_unlock(void *arg) { mtx_unlock((struct mtx *)arg); }

void knlist_init_mtx(struct knlist *knl, struct mtx *lock) {
  knl->kl_lock = knlist_mtx_lock;
  knl->kl_unlock = knlist_mtx_unlock;
  knl->kl_lockarg = lock;
}

void knote(struct knlist *list) {
  list->kl_lock(list->kl_lockarg);
  list->notes++;
  list->kl_unlock(list->kl_lockarg);
}

int knlist_count(struct knlist *list, struct mtx *lock) {
  int notes;

  knlist_mtx_lock(lock);
  notes = list->notes;
#ifdef BROKEN
  if (notes < 0)
    return (22); /* expect: lock-leak */
#endif
  knlist_mtx_unlock(lock);
  return (notes < 0 ? 22 : 0);
}
