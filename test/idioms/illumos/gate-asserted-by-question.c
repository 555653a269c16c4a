// RUN: %idiom %s
// Two locks are taken in either order, in one of them under a reader/writer lock as its
// writer, and in the other where a function that asks for that lock is asserted.
// Seen in openzfs: module/zfs/dmu_objset.c, dmu_objset_from_ds(), with
// dsl_pool_config_held().
// Broken: nothing is asserted.
#include "illumos.h"

struct pool {
  krwlock_t config;
};
struct set {
  struct pool *pool;
  kmutex_t opening;
  krwlock_t bp;
  int n;
};

static int config_held(struct pool *dp) {
  return rw_lock_held(&dp->config);
}

void set_open(struct set *ds) {
#ifndef BROKEN
  if (!config_held(ds->pool))
    cmn_err(CE_PANIC, "set_open");
#endif
  mutex_enter(&ds->opening);
  rw_enter(&ds->bp, RW_WRITER); /* expect: lock-order */
  ds->n++;
  rw_exit(&ds->bp);
  mutex_exit(&ds->opening);
}

void sync_create(struct pool *dp, struct set *ds) {
  rw_enter(&dp->config, RW_WRITER);
  rw_enter(&ds->bp, RW_WRITER);
  mutex_enter(&ds->opening);
  ds->n = 0;
  mutex_exit(&ds->opening);
  rw_exit(&ds->bp);
  rw_exit(&dp->config);
}
