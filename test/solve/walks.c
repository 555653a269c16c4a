// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// Locks on the way through a tree, a table or an array: what of them callers are
// told of.
#include <sys/param.h>
#include <sys/mutex.h>
#include <sys/systm.h>

struct node {
  struct mtx mtx;
  struct node *child;
  int level;
};

// Objects further down have no name: the summary is about the first one.
// CHECK-LABEL: solved lock_tree(n) in walks.c, recursive:
// CHECK: case returns; acquired n->mtx
// CHECK-NOT: n->child->mtx
// CHECK: event
void lock_tree(struct node *n) {
  mtx_lock(&n->mtx);
  if (n->child)
    lock_tree(n->child);
}

// CHECK-LABEL: solved unlock_tree(n) in walks.c, recursive:
// CHECK: case returns; entry n->mtx held released
// CHECK-NOT: n->child->mtx
// CHECK-LABEL: solved tree_user(n) in walks.c:
// CHECK: exit returns @
// CHECK-NEXT: case returns{{$}}
void unlock_tree(struct node *n) {
  if (n->child)
    unlock_tree(n->child);
  mtx_unlock(&n->mtx);
}

void tree_user(struct node *n) {
  lock_tree(n);
  unlock_tree(n);
}

// The lock of a child that the walk gives up may be any: whether it is still
// held is not known.
// CHECK-LABEL: solved child_user(n) in walks.c:
// CHECK: exit returns; {{.*}}held n->child->mtx (may giver)
void child_user(struct node *n) {
  mtx_lock(&n->mtx);
  mtx_lock(&n->child->mtx);
  unlock_tree(n);
}

// Another round returns what it found, with its lock.
// CHECK-LABEL: solved find(n, level) in walks.c, recursive:
// CHECK-NOT: untold
// CHECK-LABEL: solved by_index(n, none) in walks.c:
struct node *find(struct node *n, int level) {
  struct node *found;

  mtx_lock(&n->mtx);
  if (n->level == level)
    return (n);
  mtx_unlock(&n->mtx);
  if (n->child) {
    found = find(n->child, level);
    if (found)
      return (found);
  }
  return (NULL);
}

// An array of which the index is read through null: no lock.
static struct mtx locks[8];

// CHECK-NOT: locks[0
// CHECK: exit returns; if none == 0 @
// CHECK-NOT: locks[0
void by_index(struct node *n, int none) {
  struct node *p = n;

  if (none)
    p = NULL;
  mtx_lock(&locks[p->level]);
  mtx_unlock(&locks[p->level]);
}
