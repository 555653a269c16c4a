// RUN: %idiom %s
// The function keeps its mutex where the system has panicked: nothing runs then that
// could wait for it.
// Seen in illumos: usr/src/uts/common/io/lvm/mirror/mirror_resync.c,
// mirror_mark_resync_region_owner(), called from mirror_write_strategy().
// Broken: it keeps the mutex whenever the write failed.
#include "illumos.h"

struct mirror {
  kmutex_t resync_mx;
  int failed;
};

static int mark_region(struct mirror *un) {
  mutex_enter(&un->resync_mx);
#ifdef BROKEN
  if (un->failed)
#else
  if (panicstr)
#endif
    return (1);
  mutex_exit(&un->resync_mx);
  return (0);
}

void *mirror_write(struct mirror *un) {
  if (mark_region(un))
    return (kmem_alloc(64, KM_SLEEP)); /* expect: sleeping-alloc-under-lock */
  return (NULL);
}
