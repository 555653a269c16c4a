// RUN: %idiom %s
// A function locks in the way that its flags say, gives up what is dead and
// wakes what is idle: many ways out, of which a caller has only two.
// Seen in dragonfly: sys/kern/vfs_sync.c, vsyncscan().
// Broken: the caller takes any result for success.
#include "dragonfly.h"

struct node {
  struct lock lock;
  struct spinlock spin;
  int refs;
  int dead;
  int state;
  int age;
};

static int node_lock(struct node *n, int flags) {
  int error;
  do {
    error = lockmgr(&n->lock, flags);
    if (error == 0)
      break;
  } while (flags & LK_SLEEPFAIL);
  if (error == 0 && n->dead) {
    lockmgr(&n->lock, LK_RELEASE);
    error = 2;
  }
  return (error);
}

static void node_release(struct node *n) {
  spin_lock(&n->spin);
  n->refs--;
  spin_unlock(&n->spin);
}

int node_get(struct node *n, int flags) {
  int error;
  n->refs++;
  error = node_lock(n, flags);
  if (error != 0) {
    node_release(n);
    return (error);
  }
  if (n->dead) {
    lockmgr(&n->lock, LK_RELEASE);
    node_release(n);
    return (2);
  }
  if (n->state == 1) {
    n->age += 2;
    if (n->age > 10)
      n->age = 10;
  } else {
    n->age += 2;
    if (n->age > 10)
      n->age = 10;
    spin_lock(&n->spin);
    if (n->state == 2)
      n->state = 1;
    spin_unlock(&n->spin);
  }
  return (error);
}

void scan(struct node *n, int nowait, int (*slow)(struct node *)) {
  int flags = nowait ? LK_NOWAIT : 0;
#ifdef BROKEN
  if (node_get(n, LK_EXCLUSIVE | flags) < 100) {
#else
  if (node_get(n, LK_EXCLUSIVE | flags) == 0) {
#endif
    slow(n);
    lockmgr(&n->lock, LK_RELEASE); /* expect: unlock-not-held */
    node_release(n);
  }
}
