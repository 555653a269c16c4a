// RUN: %idiom %s
// What has no reference left is freed with its lock held: nobody can wait for it.
// Seen in dragonfly: sys/kern/vfs_cache.c, _cache_free() and cache_zap().
// Broken: another object is freed, and the lock of this one kept.
#include "dragonfly.h"
void kfree(void *p, struct malloc_type *type);
void *kmalloc(size_t size, struct malloc_type *type, int flags);

struct entry {
  struct lock lk;
  char *name;
  int refs, dead;
  struct entry *parent;
};

static void entry_free(struct entry *e) {
  if (e->name)
    kfree(e->name, M_DEVBUF);
  kfree(e, M_DEVBUF);
}

int entry_zap(struct entry *e, struct entry *other) {
  lockmgr(&e->lk, LK_EXCLUSIVE);
  if (e->refs != 0) {
    lockmgr(&e->lk, LK_RELEASE);
    return (0);
  }
#ifdef BROKEN
  kfree(other, M_DEVBUF);
#else
  kfree(e, M_DEVBUF);
#endif
  return (0); /* expect: lock-leak */
}

int entry_new(struct entry **out, int limit) {
  struct entry *e = kmalloc(sizeof(*e), M_DEVBUF, M_WAITOK);

  lockinit(&e->lk, "entry", 0, 0);
  lockmgr(&e->lk, LK_EXCLUSIVE);
  if (limit) {
    entry_free(e);
    return (0);
  }
  *out = e;
  lockmgr(&e->lk, LK_RELEASE);
  return (0);
}
