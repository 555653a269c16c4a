// Memory that is waited for under a lock which is needed to make memory free.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-linux
#include "linux.h"

struct mmu_notifier { int n; };
struct mmu_notifier_range { unsigned flags; };
struct mmu_notifier_ops {
  int (*invalidate_range_start)(struct mmu_notifier *, const struct mmu_notifier_range *);
};
struct node { struct mutex lock, tried; struct rw_semaphore rw; };
extern struct node nodes;

static int invalidate(struct mmu_notifier *mn, const struct mmu_notifier_range *range) {
  if (!mutex_trylock(&nodes.tried))
    return -11;
  mutex_unlock(&nodes.tried);
  mutex_lock(&nodes.lock);
  mutex_unlock(&nodes.lock);
  down_read(&nodes.rw);
  up_read(&nodes.rw);
  return 0;
}

const struct mmu_notifier_ops node_ops = { .invalidate_range_start = invalidate };

void *grow_bad(void) {
  void *p;
  mutex_lock(&nodes.lock);
  p = kmalloc(8, GFP_KERNEL); // expect: sleeping-alloc-under-lock
  mutex_unlock(&nodes.lock);
  return p;
}

void *grow_ok(void) {
  void *p = kmalloc(8, GFP_KERNEL);
  mutex_lock(&nodes.lock);
  mutex_unlock(&nodes.lock);
  return p;
}

void *grow_nowait_ok(void) {
  void *p;
  mutex_lock(&nodes.lock);
  p = kmalloc(8, GFP_NOWAIT);
  mutex_unlock(&nodes.lock);
  return p;
}

// The notifier goes without it.
void *tried_ok(void) {
  void *p;
  mutex_lock(&nodes.tried);
  p = kmalloc(8, GFP_KERNEL);
  mutex_unlock(&nodes.tried);
  return p;
}

void *write_bad(void) {
  void *p;
  down_write(&nodes.rw);
  p = kmalloc(8, GFP_KERNEL); // expect: sleeping-alloc-under-lock
  up_write(&nodes.rw);
  return p;
}

void *read_ok(void) {
  void *p;
  down_read(&nodes.rw);
  p = kmalloc(8, GFP_KERNEL);
  up_read(&nodes.rw);
  return p;
}
