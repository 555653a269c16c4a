// RUN: %idiom %s
// Each round takes the next object before it releases the last one, which the next
// round or the end of the loop does.
// Seen in linux: fs/dcache.c, d_walk(): down to the child, then release the parent.
// Broken: the end forgets the last one.
#include "linux.h"

struct node {
  spinlock_t lock;
  struct node *child;
  int depth;
};

int walk_down(struct node *root) {
  struct node *this = root, *next;
  int depth;

  spin_lock(&this->lock);
  while ((next = this->child)) {
    spin_lock_nested(&next->lock, 1);
    spin_unlock(&this->lock);
    this = next;
  }
  depth = this->depth;
#ifdef BROKEN
  if (depth < 0)
    return -22; /* expect: lock-leak, lock-leak */
#endif
  spin_unlock(&this->lock);
  return depth < 0 ? -22 : depth;
}
