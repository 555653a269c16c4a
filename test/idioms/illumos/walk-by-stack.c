// RUN: %idiom %s
// A tree of objects is walked with a stack in memory: each object is locked when
// it is put there, and unlocked by what comes off it, under other names.
// Seen in OpenZFS: module/zfs/bpobj.c, bpobj_iterate_impl().
// Broken: a mutex that the walk has nothing to do with is kept when it fails.
#include "illumos.h"

struct obj {
  kmutex_t lock;
  struct obj *sub;
};
struct item {
  struct obj *obj;
  struct item *parent;
  int left, visited;
};
struct stack {
  struct item *top;
};

struct item *stack_top(struct stack *);
struct item *stack_pop(struct stack *);
void stack_push(struct stack *, struct item *);
struct item *item_alloc(struct obj *, struct item *);
struct obj *obj_open(struct obj *, int);
int obj_visit(struct obj *);
kmutex_t walk_lock;

int obj_walk(struct obj *first) {
  struct stack stack;
  struct item *i;
  int err = 0;

  mutex_enter(&walk_lock);
  mutex_enter(&first->lock);
  stack_push(&stack, item_alloc(first, NULL));
  while ((i = stack_top(&stack)) != NULL) {
    struct obj *obj = i->obj;

    if (!i->visited) {
      err = obj_visit(obj);
      i->visited = 1;
      if (err != 0)
        break;
    }
    if (i->left == 0) {
      mutex_exit(&obj->lock);
      (void)stack_pop(&stack);
    } else {
      struct obj *sub = obj_open(obj, i->left);

      if (sub == NULL)
        break;
      stack_push(&stack, item_alloc(sub, i));
      mutex_enter(&sub->lock);
      i->left--;
    }
  }
  while ((i = stack_pop(&stack)) != NULL)
    mutex_exit(&i->obj->lock);
#ifdef BROKEN
  if (err != 0)
    return (err); /* expect: lock-leak */
#endif
  mutex_exit(&walk_lock);
  return (err);
}

int obj_size(struct obj *obj) {
  int size = obj_walk(obj);

  mutex_enter(&obj->lock);
  size += obj->sub != NULL;
  mutex_exit(&obj->lock);
  return (size);
}
