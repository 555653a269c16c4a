// RUN: %idiom %s
// A reader/writer lock is taken in an endless loop: while another thread is marked busy
// it is exchanged for a mutex, under which one waits.
// Seen in netbsd: sys/uvm/uvm_map.c, vm_map_lock().
// Broken: the mutex is not released before the next round.
#include "netbsd.h"

struct lwp *curlwp;
struct vm_map {
  krwlock_t lock;
  kmutex_t misc_lock;
  kcondvar_t cv;
  void *busy;
  int timestamp;
};

void vm_map_lock(struct vm_map *map) {
  for (;;) {
    rw_enter(&map->lock, RW_WRITER); /* expect: lock-order */
    if (map->busy == NULL || map->busy == curlwp)
      break;
    mutex_enter(&map->misc_lock); /* expect: recursive-lock */
    rw_exit(&map->lock);
    if (map->busy != NULL)
      cv_wait(&map->cv, &map->misc_lock);
#ifndef BROKEN
    mutex_exit(&map->misc_lock);
#endif
  }
  map->timestamp++;
#ifdef BROKEN
  if (mutex_owned(&map->misc_lock))
    mutex_exit(&map->misc_lock);
#endif
}

void vm_map_unlock(struct vm_map *map) { rw_exit(&map->lock); }
