// RUN: %idiom %s
// A condition is tested without the lock, and again with it, with the opposite outcome
// possible: what held before need not hold now.
// Seen in openzfs: module/zfs/arc.c, arc_buf_access().
// Broken: the way out of the second test keeps the lock.
#include "illumos.h"

struct hdr { int state, accesses; };
kmutex_t buf_hash_locks[256];
#define HDR_LOCK(h) (&buf_hash_locks[(h)->accesses & 255])

void arc_change_state(struct hdr *hdr, int state) {
  hdr->state = state;
}

void arc_buf_access(struct hdr *hdr) {
  kmutex_t *hash_lock;

  if (hdr->state == 0)
    return;
  hash_lock = HDR_LOCK(hdr);
  mutex_enter(hash_lock);
  if (hdr->state == 0) {
#ifndef BROKEN
    mutex_exit(hash_lock);
#endif
    return; /* expect: lock-leak */
  }
  hdr->accesses++;
  mutex_exit(hash_lock);
}
