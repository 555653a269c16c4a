// RUN: %idiom %s
// A switch has a case for each number that the program gives the field, and
// each of them gives up the lock.
// Seen in dragonfly: sys/kern/vfs_lock.c, vget().
// Broken: there is one more.
#include "dragonfly.h"

#define NODE_CACHED 0
#define NODE_ACTIVE 1
#define NODE_DYING 2
#define NODE_DEAD 3

struct node {
  struct spinlock spin;
  int state;
  int used;
};

void node_activate(struct node *n) {
  spin_lock(&n->spin);
  n->state = NODE_ACTIVE;
  spin_unlock(&n->spin);
}

void node_reclaim(struct node *n) {
  spin_lock(&n->spin);
  n->state = NODE_DYING;
  spin_unlock(&n->spin);
}

#ifdef BROKEN
void node_kill(struct node *n) {
  spin_lock(&n->spin);
  n->state = NODE_DEAD;
  spin_unlock(&n->spin);
}
#endif

int node_get(struct node *n) {
  spin_lock(&n->spin);
  switch (n->state) {
  case NODE_CACHED:
    n->used++;
    spin_unlock(&n->spin);
    break;
  case NODE_ACTIVE:
    spin_unlock(&n->spin);
    break;
  case NODE_DYING:
    spin_unlock(&n->spin);
    return (6);
  }
  return (0); /* expect: lock-leak */
}
