// RUN: %idiom %s
// The lock is taken only when the first, cheap attempt fails, and a flag says so to the
// rest of the loop.
// Seen in linux: fs/dcache.c, d_walk() (there with a sequence lock).
// Broken: the flag is cleared before the end asks it.
#include "linux.h"

struct tree {
  spinlock_t rename_lock;
  int seq, depth;
};

int walk_depth(struct tree *t) {
  int depth, seq, locked = 0;

again:
  seq = t->seq;
  if (locked)
    spin_lock(&t->rename_lock);
  depth = t->depth;
  if (!locked && seq != depth) {
    locked = 1;
    goto again;
  }
#ifdef BROKEN
  locked = 0;
#endif
  if (locked)
    spin_unlock(&t->rename_lock);
  return depth; /* expect: lock-leak */
}
