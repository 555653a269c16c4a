// A failed assertion ends the thread: what it prints and waits for is no sleep. Nor
// does memory that is given back sleep for being large.
// RUN: %check-expect %s -- %kernel-spl
#include "spl.h"
void schedule(void);
int spl_panic(const char *file, const char *func, int line, const char *fmt, ...) { for (;;) schedule(); return 0; }
#define VERIFY(cond) (void)((cond) || spl_panic(__FILE__, __func__, __LINE__, #cond))

struct cache { kmutex_t mtx; spinlock_t lock; int count; };
void drop(struct cache *c) {
  spin_lock(&c->lock);
  VERIFY(c->count > 0);
  c->count--;
  spin_unlock(&c->lock);
}
void vfree(const void *);
void spl_kmem_free(const void *p, size_t size) { if (size > 4096) vfree(p); }
#define kmem_free(p, size) spl_kmem_free(p, size)
void give_back(struct cache *c, void *p, size_t size) {
  spin_lock(&c->lock);
  kmem_free(p, size);
  spin_unlock(&c->lock);
}
void bad(struct cache *c, void *p) {
  spin_lock(&c->lock);
  if (c->count == 0)
    vfree(p); // expect: sleep-under-lock
  spin_unlock(&c->lock);
}
