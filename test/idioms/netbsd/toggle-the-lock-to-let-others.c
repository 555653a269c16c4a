// RUN: %idiom %s
// Entered with a lock; another one is tried in the reverse order, and where that fails
// the first one is given up for a moment and all is tested again.
// Seen in netbsd: sys/uvm/uvm_anon.c, uvm_anon_lockloanpg().
// Broken: the pause gives up another lock than the one that is held.
#include "netbsd.h"

struct object { kmutex_t *vmobjlock; };
struct page {
  struct object *uobject;
  int loan_count;
};
struct anon {
  kmutex_t an_lock;
  struct page *an_page;
};
kmutex_t uvm_pageqlock;

struct page *anon_lockloanpg(struct anon *anon) {
  struct page *pg;
  bool locked = 0;

  KASSERT(mutex_owned(&anon->an_lock));
  while ((pg = anon->an_page) != NULL && pg->loan_count != 0) {
    if (pg->uobject) {
      mutex_enter(&uvm_pageqlock);
      if (pg->uobject)
        locked = mutex_tryenter(pg->uobject->vmobjlock);
      else
        locked = 1;
      mutex_exit(&uvm_pageqlock);
      if (!locked) {
#ifdef BROKEN
        kpause("livelock", 0, 1, &uvm_pageqlock); /* expect: unlock-not-held, sleep-under-lock */
#else
        kpause("livelock", 0, 1, &anon->an_lock);
#endif
        continue;
      }
    }
    break;
  }
  return pg;
}
