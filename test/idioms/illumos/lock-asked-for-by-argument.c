// RUN: %idiom %s
// Who passes a place for the lock gets it held, whatever the result; who passes none
// has it already.
// Seen in openzfs: module/zfs/arc.c, buf_hash_insert().
// Broken: one way out gives the lock up all the same.
#include "illumos.h"

struct hdr {
  struct hdr *next;
  int id;
};
struct hdr *chains[256];
kmutex_t locks[256];

static struct hdr *hash_insert(struct hdr *hdr, kmutex_t **lockp) {
  kmutex_t *hash_lock = &locks[hdr->id & 255];
  struct hdr *other;

  if (lockp != NULL) {
    *lockp = hash_lock;
    mutex_enter(hash_lock);
  }
  for (other = chains[hdr->id & 255]; other != NULL; other = other->next)
    if (other->id == hdr->id)
      return (other);
  chains[hdr->id & 255] = hdr;
#ifdef BROKEN
  if (lockp != NULL && hdr->next == NULL)
    mutex_exit(hash_lock);
#endif
  return (NULL); /* expect: lock-leak */
}

void insert_new(struct hdr *hdr) {
  kmutex_t *lock;

  (void) hash_insert(hdr, &lock);
  mutex_exit(lock);
}

void insert_again(struct hdr *hdr) {
  mutex_enter(&locks[hdr->id & 255]);
  (void) hash_insert(hdr, NULL);
  mutex_exit(&locks[hdr->id & 255]);
}
