// A walk that locks a whole tree holds many locks of one class: how many, no
// state says, or each level of the recursion would make one more.
// (illumos io/scsi/adapters/pmcs/pmcs_subr.c)
// RUN: %locktidy graph --solved tree_lock %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos \
// RUN:   | FileCheck %s --implicit-check-not='(count 2, multi)'

#include <sys/types.h>
#include <sys/ksynch.h>

struct node {
  kmutex_t lock;
  struct node *child, *sibling;
};

// CHECK: case returns; acquired n->lock; if n != 0 && level == 0
// CHECK: case returns; acquired n->lock (multi); if n != 0 && level != 0
void tree_lock(struct node *n, int level) {
  struct node *at = n;

  while (at) {
    if (level > 0 || at == n) {
      mutex_enter(&at->lock);
      if (at->child)
        tree_lock(at->child, level + 1);
    }
    if (level == 0)
      return;
    at = at->sibling;
  }
}
