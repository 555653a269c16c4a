// RUN: %idiom %s
// An allocator's table: what is allocated comes with the mutex of its slot, which
// means that the slot is in use, and the function that frees it gives it up.
// Seen in openzfs: module/zstd/zfs_zstd.c, zstd_mempool_alloc() and
// zstd_mempool_free().
// Broken: there is no table, and nobody frees.
#include "illumos.h"

struct slot;
struct mem { struct slot *slot; };
struct slot { kmutex_t barrier; struct mem *mem; size_t size; };
static struct slot slots[16];

static void *slot_alloc(void *opaque, size_t size) {
  int i;

  for (i = 0; i < 16; i++) {
    struct slot *s = &slots[i];
    if (mutex_tryenter(&s->barrier)) {
      if (s->mem && size <= s->size)
        return (s->mem); /* expect: lock-leak */
      mutex_exit(&s->barrier);
    }
  }
  return (kmem_alloc(size, KM_NOSLEEP));
}

#ifdef BROKEN
void *slot_get(size_t size) { return (slot_alloc(NULL, size)); }
#else
static void slot_free(void *opaque, void *ptr) {
  struct mem *mem = ptr;
  if (mem->slot)
    mutex_exit(&mem->slot->barrier);
}

struct mem_ops {
  void *(*alloc)(void *, size_t);
  void (*free)(void *, void *);
} slot_ops = { slot_alloc, slot_free };
#endif
