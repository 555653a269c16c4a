// RUN: %idiom %s
// Tries the locks of several slots one by one; the first that fails makes it release
// those before it, in a second loop.
// Seen in openzfs: module/zfs/dnode.c, dnode_slots_tryenter().
// Broken: a lock that is known to be free of users is not tried but taken, twice.
#include "illumos.h"

struct handle { kmutex_t lock; };
struct children { struct handle slots[8]; int users; };

int slots_tryenter(struct children *children, int idx, int slots) {
  for (int i = idx; i < idx + slots; i++) {
    struct handle *dnh = &children->slots[i];

    if (!mutex_tryenter(&dnh->lock)) {
      for (int j = idx; j < i; j++) {
        dnh = &children->slots[j];
        mutex_exit(&dnh->lock);
      }
      return (0);
    }
#ifdef BROKEN
    if (children->users == 0)
      mutex_enter(&dnh->lock); /* expect: recursive-lock */
#endif
  }
  return (1);
}
