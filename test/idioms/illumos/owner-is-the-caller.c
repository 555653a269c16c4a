// RUN: %idiom %s
// Called with the lock and without: whether the owner is the thread that asks decides
// who takes it and gives it up.
// Seen in illumos: usr/src/uts/common/fs/zfs/spa.c, spa_open_common().
// Broken: taken whoever has it.
#include "illumos.h"

struct pool {
  struct pool *next;
  int id;
};
static kmutex_t pools_lock;
static struct pool *pools;
struct _kthread *threadp(void);
#define curthread (threadp())

struct pool *pool_lookup(int id) {
  struct pool *p;
  int locked = 0;

#ifndef BROKEN
  if (mutex_owner(&pools_lock) != curthread)
#endif
  {
    mutex_enter(&pools_lock);
    locked = 1;
  }
  for (p = pools; p; p = p->next)
    if (p->id == id)
      break;
  if (locked)
    mutex_exit(&pools_lock);
  return p;
}

int pool_rename(int id, int to) {
  struct pool *p;

  mutex_enter(&pools_lock);
  p = pool_lookup(id); /* expect: recursive-lock */
  if (p)
    p->id = to;
  mutex_exit(&pools_lock);
  return p != 0;
}
