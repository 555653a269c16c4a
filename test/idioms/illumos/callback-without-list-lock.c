// RUN: %idiom %s
// A list is emptied by a callback that may take the list's lock itself, which is
// therefore dropped around every call.
// Seen in illumos: usr/src/uts/common/fs/zfs/bplist.c, bplist_iterate().
// Broken: the callback is called with the lock held, and takes it.
#include "illumos.h"

struct entry { struct entry *next; };
struct bplist {
  kmutex_t bpl_lock;
  struct entry *bpl_head;
};
typedef int bplist_itor_t(struct bplist *, struct entry *);

static void bplist_iterate(struct bplist *bpl, bplist_itor_t *func) {
  struct entry *bpe;

  mutex_enter(&bpl->bpl_lock);
  while ((bpe = bpl->bpl_head) != NULL) {
    bpl->bpl_head = bpe->next;
#ifndef BROKEN
    mutex_exit(&bpl->bpl_lock);
#endif
    func(bpl, bpe); /* expect: recursive-lock */
#ifndef BROKEN
    mutex_enter(&bpl->bpl_lock);
#endif
  }
  mutex_exit(&bpl->bpl_lock);
}

static int append_again(struct bplist *bpl, struct entry *bpe) {
  mutex_enter(&bpl->bpl_lock);
  bpe->next = bpl->bpl_head;
  mutex_exit(&bpl->bpl_lock);
  return (0);
}

void bplist_sync(struct bplist *bpl) { bplist_iterate(bpl, append_again); }
