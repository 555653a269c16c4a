// RUN: %idiom %s
// A try of a lock that succeeds only when a second condition holds too: false means not
// held for either reason.
// Seen in netbsd: sys/uvm/uvm_map.c, vm_map_lock_try().
// Broken: the second reason keeps the lock.
#include "netbsd.h"

struct vm_map {
  krwlock_t lock;
  void *busy;
  int timestamp;
};

bool vm_map_lock_try(struct vm_map *map) {
  if (!rw_tryenter(&map->lock, RW_WRITER))
    return 0;
  if (map->busy != NULL) {
#ifndef BROKEN
    rw_exit(&map->lock);
#endif
    return 0; /* expect: lock-leak */
  }
  map->timestamp++;
  return 1;
}

int vm_map_grow(struct vm_map *map) {
  if (!vm_map_lock_try(map))
    return 35;
  map->timestamp++;
  rw_exit(&map->lock);
  return 0;
}
