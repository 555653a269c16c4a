// RUN: %idiom %s
// A transaction takes the lock of one of several cells and notes in a handle
// which; whoever gives the transaction up finds the lock by the handle, and
// tells by the transaction's number whether there is one.
// Seen in OpenZFS: module/zfs/dmu_tx.c, dmu_tx_assign(), and module/zfs/txg.c,
// txg_hold_open().
// Broken: the transaction is given up only on one of the errors.
#include "illumos.h"

struct cell {
  kmutex_t open_lock;
  kmutex_t lock;
  int count;
};
struct handle {
  struct cell *cell;
  int group;
};
struct tx {
  struct handle handle;
  struct cell *cells;
  kmutex_t lock;
  int group, space;
};
int this_cpu(void);

int hold_open(struct cell *cells, struct handle *h) {
  struct cell *c = &cells[this_cpu()];

  mutex_enter(&c->open_lock);
  mutex_enter(&c->lock);
  c->count++;
  mutex_exit(&c->lock);
  h->cell = c;
  return (c->count);
}

void release(struct handle *h) { mutex_exit(&h->cell->open_lock); }

static int try_assign(struct tx *tx) {
  if (tx->space < 0)
    return (28);
  tx->group = hold_open(tx->cells, &tx->handle);
  mutex_enter(&tx->lock);
  if (tx->space == tx->group) {
    mutex_exit(&tx->lock);
    return (85);
  }
  mutex_exit(&tx->lock);
  return (0);
}

static void unassign(struct tx *tx) {
  if (tx->group == 0)
    return;
  release(&tx->handle);
  tx->group = 0;
}

int assign(struct tx *tx) {
  int error;

  tx->group = 0;
  error = try_assign(tx);
  if (error != 0) {
#ifdef BROKEN
    if (error == 28)
#endif
      unassign(tx);
    return (error); /* expect: lock-leak */
  }
  release(&tx->handle);
  return (0);
}
