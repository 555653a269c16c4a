// RUN: %idiom %s
// A pool's lock is a mutex or an rwlock in a union; the table of functions that is
// installed knows which, and makes 1 for success of both.
// Seen in openbsd: sys/kern/subr_pool.c, pool_lock_mtx_enter() and pool_lock_rw_enter_try().
// Broken: the function of the rwlock releases the other member.
#include "openbsd.h"

union pool_lock {
  struct mutex prl_mtx;
  struct rwlock prl_rwlock;
};
struct pool {
  union pool_lock pr_lock;
  int items;
};

static void pool_lock_rw_enter(union pool_lock *lock) { rw_enter_write(&lock->prl_rwlock); }
static int pool_lock_rw_enter_try(union pool_lock *lock) {
  return (rw_enter(&lock->prl_rwlock, RW_WRITE | RW_NOSLEEP) == 0);
}
static void pool_lock_rw_leave(union pool_lock *lock) { rw_exit_write(&lock->prl_rwlock); }
static void pool_lock_mtx_enter(union pool_lock *lock) { mtx_enter(&lock->prl_mtx); }
static void pool_lock_mtx_leave(union pool_lock *lock) { mtx_leave(&lock->prl_mtx); }

void *pool_get_rw(struct pool *pp, int wait) {
  if (wait)
    pool_lock_rw_enter(&pp->pr_lock);
  else if (!pool_lock_rw_enter_try(&pp->pr_lock))
    return (NULL);
  pp->items--;
#ifdef BROKEN
  if (pp->items < 0)
    return (NULL); /* expect: lock-leak */
#endif
  pool_lock_rw_leave(&pp->pr_lock);
  return (pp);
}

void pool_put_mtx(struct pool *pp) {
  pool_lock_mtx_enter(&pp->pr_lock);
  pp->items++;
  pool_lock_mtx_leave(&pp->pr_lock);
}
