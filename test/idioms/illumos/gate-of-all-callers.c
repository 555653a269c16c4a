// RUN: %idiom %s
// Two locks are taken in either order: in one, callers have a reader/writer lock as its
// writer, which whoever comes to the other has as a reader.
// Seen in openzfs: module/zfs/dmu_objset.c, dmu_objset_from_ds(), with dp_config_rwlock.
// Broken: one caller does without that lock.
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

static void set_open(struct set *ds) {
  mutex_enter(&ds->opening);
  rw_enter(&ds->bp, RW_WRITER); /* expect: lock-order */
  ds->n++;
  rw_exit(&ds->bp);
  mutex_exit(&ds->opening);
}

static void set_create(struct set *ds) {
  rw_enter(&ds->bp, RW_WRITER);
  mutex_enter(&ds->opening);
  ds->n = 0;
  mutex_exit(&ds->opening);
  rw_exit(&ds->bp);
}

void hold(struct pool *dp, struct set *ds) {
  rw_enter(&dp->config, RW_READER);
  set_open(ds);
  rw_exit(&dp->config);
}

void sync_create(struct pool *dp, struct set *ds) {
#ifndef BROKEN
  rw_enter(&dp->config, RW_WRITER);
#endif
  set_create(ds);
#ifndef BROKEN
  rw_exit(&dp->config);
#endif
}
