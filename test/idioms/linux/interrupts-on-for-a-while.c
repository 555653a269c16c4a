// RUN: %idiom %s
// A callee turns interrupts on again for an allocation that sleeps; its caller had
// turned them off.
// Seen in openzfs: module/os/linux/spl/spl-kmem-cache.c, spl_cache_refill() and
// spl_kmem_cache_alloc().
// Broken: it forgets to.
#include "linux.h"

struct cache {
  void *slab;
  int avail;
};
void use(void *slab);

static void cache_grow(struct cache *c) {
  might_sleep();
  c->avail = 1;
}

static void cache_refill(struct cache *c) {
#ifndef BROKEN
  local_irq_enable();
#endif
  cache_grow(c);
#ifndef BROKEN
  local_irq_disable();
#endif
}

void cache_alloc(struct cache *c) {
  local_irq_disable();
  if (c->avail == 0)
    cache_refill(c); /* expect: sleep-under-lock */
  use(c->slab);
  local_irq_enable();
}

void cache_fill(struct cache *c) {
  cache_refill(c);
}
