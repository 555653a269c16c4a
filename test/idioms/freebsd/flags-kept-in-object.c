// RUN: %idiom %s
// A tree allocates by the flags that it was made with, under its user's mutex; they say
// not to wait.
// Seen in freebsd: sys/ofed/include/linux/linux_radix.c, radix_tree_insert(), and
// sys/dev/mlx5/mlx5_core/mlx5_cq.c.
// Broken: it waits whatever it was made with.
#include "freebsd.h"

extern struct malloc_type *M_RADIX;
struct tree {
  void *rnode;
  int gfp_mask;
};
struct table {
  struct mtx lock;
  struct tree tree;
};

void table_init(struct table *t) {
  mtx_init(&t->lock, "table", NULL, MTX_DEF);
  t->tree.rnode = NULL;
  t->tree.gfp_mask = M_NOWAIT;
}

static int insert(struct tree *root) {
  if (root->rnode == NULL) {
#ifdef BROKEN
    root->rnode = malloc(64, M_RADIX, M_WAITOK);
#else
    root->rnode = malloc(64, M_RADIX, root->gfp_mask);
#endif
    if (root->rnode == NULL)
      return 12;
  }
  return 0;
}

int add(struct table *t) {
  int err;

  mtx_lock(&t->lock);
  err = insert(&t->tree); /* expect: sleeping-alloc-under-lock */
  mtx_unlock(&t->lock);
  return err;
}
