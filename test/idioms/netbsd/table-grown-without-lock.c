// RUN: %idiom %s
// Dropped for an allocation that sleeps, with the old size kept in a local, and taken
// again before the table is looked at.
// Seen in netbsd: sys/dev/midictl.c, store_rehash().
// Broken: the allocation is made under the spin mutex.
#include "netbsd.h"

struct store {
  kmutex_t *lock;
  kmutex_t mtx;
  int lgcapacity;
  void *table;
};

static void store_rehash(struct store *s) {
  int newlgcap = s->lgcapacity * 2;
  void *newtbl;

  KASSERT(mutex_owned(&s->mtx));
#ifndef BROKEN
  mutex_exit(&s->mtx);
#endif
  newtbl = kmem_zalloc(8 << newlgcap, KM_SLEEP); /* expect: sleeping-alloc-under-lock */
#ifndef BROKEN
  mutex_enter(&s->mtx);
#endif
  if (newtbl == NULL) {
    kpause("midictls", 0, 100, &s->mtx);
    return;
  }
  s->table = newtbl;
  s->lgcapacity = newlgcap;
}

void midictl_open(struct store *s) {
  mutex_init(&s->mtx, MUTEX_DEFAULT, IPL_SCHED);
  mutex_enter(&s->mtx);
  store_rehash(s);
  mutex_exit(&s->mtx);
}
