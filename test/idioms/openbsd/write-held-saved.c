// RUN: %idiom %s
// A function is called with and without the write lock, which it asks once and keeps.
// Seen in openbsd: sys/uvm/uvm_map.c, vm_map_lock_try_ln() and its callers.
// Broken: it takes the lock when it has it.
#include "openbsd.h"

struct vm_map {
  struct rwlock lock;
  int size;
};

int map_resize(struct vm_map *map, int size) {
  int held = rw_write_held(&map->lock), old;

#ifdef BROKEN
  if (held)
#else
  if (!held)
#endif
    rw_enter_write(&map->lock); /* expect: recursive-lock */
  old = map->size;
  map->size = size;
  if (!held)
    rw_exit_write(&map->lock); /* expect: unlock-not-held */
  return (old);
}
