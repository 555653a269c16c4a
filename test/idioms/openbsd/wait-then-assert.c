// RUN: %idiom %s
// A wait that is woken once only, by the last user of an object that takes no more of
// them: what was waited for is asserted, not tested again.
// Seen in openbsd: sys/kern/vfs_subr.c, vclean().
// Broken: something else is asserted.
#include "openbsd.h"

struct node { int users, dying; };
struct mutex node_mtx;
__attribute__((noreturn)) void panic(const char *);

void clean(struct node *n) {
  mtx_enter(&node_mtx);
  n->dying = 1;
  if (n->users > 0) {
    msleep_nsec(&n->users, &node_mtx, 0, "clean", INFSLP); /* expect: wait-not-in-loop */
#ifndef BROKEN
    if (n->users != 0)
      panic("users");
#else
    if (n->dying == 0)
      panic("dying");
#endif
  }
  mtx_leave(&node_mtx);
}
