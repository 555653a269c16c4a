// RUN: %idiom %s
// A conditional expression tries one of two locks, by what the map is; 1 is success.
// Seen in freebsd10: sys/vm/vm_map.c, _vm_map_trylock().
// Broken: the caller returns when it got the lock and has nothing to do.
#include "freebsd.h"

struct vm_map {
  struct mtx system_mtx;
  struct sx lock;
  int system_map, timestamp, size;
};

static int vm_map_trylock(struct vm_map *map) {
  int error;

  error = map->system_map ? !mtx_trylock(&map->system_mtx) : !sx_try_xlock(&map->lock);
  if (error == 0)
    map->timestamp++;
  return (error == 0);
}

static void vm_map_unlock(struct vm_map *map) {
  if (map->system_map)
    mtx_unlock(&map->system_mtx);
  else
    sx_xunlock(&map->lock);
}

int vm_map_shrink(struct vm_map *map) {
  int size;

  if (!vm_map_trylock(map))
    return (0);
  size = map->size;
#ifdef BROKEN
  if (size == 0)
    return (0); /* expect: lock-leak, lock-leak */
#endif
  map->size = 0;
  vm_map_unlock(map);
  return (size);
}
