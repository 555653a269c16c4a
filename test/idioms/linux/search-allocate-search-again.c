// RUN: %idiom %s
// Not found: the lock is dropped for an allocation that sleeps, and because another
// thread may have added it meanwhile, it is searched again.
// Seen in linux: kernel/user.c, alloc_uid().
// Broken: the second search returns with the lock.
#include "linux.h"
void kfree(const void *p);

struct user {
  struct user *next;
  int uid, refs;
};
static spinlock_t uidhash_lock;
static struct user *hash;

static struct user *find(int uid) {
  struct user *u;

  for (u = hash; u; u = u->next)
    if (u->uid == uid)
      return u;
  return 0;
}

struct user *alloc_uid(int uid) {
  struct user *up, *new;

  spin_lock_irq(&uidhash_lock);
  up = find(uid);
  spin_unlock_irq(&uidhash_lock);
  if (up)
    return up;
  new = kzalloc(sizeof(*new), GFP_KERNEL);
  if (!new)
    return 0;
  spin_lock_irq(&uidhash_lock);
  up = find(uid);
  if (up) {
    kfree(new);
#ifdef BROKEN
    return up; /* expect: lock-leak */
#endif
  } else {
    new->next = hash;
    hash = new;
    up = new;
  }
  spin_unlock_irq(&uidhash_lock);
  return up;
}
