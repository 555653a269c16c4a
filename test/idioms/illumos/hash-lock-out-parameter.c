// RUN: %idiom %s
// The lock that a lookup returns held comes back through an out-parameter, and is
// NULL exactly when nothing was found.
// Seen in illumos: usr/src/uts/common/fs/zfs/arc.c, buf_hash_find().
// Broken: one way out of the caller keeps it.
#include "illumos.h"

struct hdr {
  struct hdr *next;
  int id, flags;
};
struct hdr *chains[256];
kmutex_t locks[256];

static struct hdr *hash_find(int id, kmutex_t **lockp) {
  kmutex_t *hash_lock = &locks[id & 255];
  struct hdr *hdr;

  mutex_enter(hash_lock);
  for (hdr = chains[id & 255]; hdr != NULL; hdr = hdr->next) {
    if (hdr->id == id) {
      *lockp = hash_lock;
      return (hdr);
    }
  }
  mutex_exit(hash_lock);
  *lockp = NULL;
  return (NULL);
}

int hash_flags(int id) {
  kmutex_t *lock;
  struct hdr *hdr = hash_find(id, &lock);
  int flags = 0;

  if (hdr == NULL)
    return (0);
  flags = hdr->flags;
#ifdef BROKEN
  if (flags == 0)
    return (0); /* expect: lock-leak */
#endif
  mutex_exit(lock);
  return (flags);
}
