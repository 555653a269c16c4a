// RUN: %idiom %s
// The kind of lock is decided without it; if it was the stronger one for nothing, it
// is downgraded. The locked object is handed back through an out-parameter.
// Seen in illumos: usr/src/uts/common/fs/zfs/zap_micro.c, zap_lockdir().
// Broken: the caller leaves without zap_unlockdir().
#include "illumos.h"

typedef struct zap {
  krwlock_t zap_rwlock;
  int zap_ismicro, zap_entries;
} zap_t;
zap_t *mzap_open(int);
int zap_find(zap_t *, const char *);

static int zap_lockdir(int obj, krw_t lti, int fatreader, zap_t **zapp) {
  zap_t *zap = mzap_open(obj);
  krw_t lt;

  *zapp = NULL;
  if (zap == NULL)
    return (5);
  lt = (!zap->zap_ismicro && fatreader) ? RW_READER : lti;
  rw_enter(&zap->zap_rwlock, lt);
  if (lt != ((!zap->zap_ismicro && fatreader) ? RW_READER : lti)) {
    rw_downgrade(&zap->zap_rwlock);
    lt = RW_READER;
  }
  *zapp = zap;
  return (0);
}

static void zap_unlockdir(zap_t *zap) { rw_exit(&zap->zap_rwlock); }

int zap_lookup(int obj, const char *name) {
  zap_t *zap;
  int err = zap_lockdir(obj, RW_READER, B_TRUE, &zap);

  if (err)
    return (err);
  err = zap_find(zap, name);
#ifdef BROKEN
  if (err)
    return (err); /* expect: lock-leak */
#endif
  zap_unlockdir(zap);
  return (err);
}
