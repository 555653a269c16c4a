// RUN: %locktidy graph --all --solved %s -- %illumos | FileCheck %s
// Try, upgrade and downgrade.
#include <sys/types.h>
#include <sys/ksynch.h>

typedef struct {
  kmutex_t lock, other;
  krwlock_t rw;
} soft_t;

void tried(soft_t *sp) {
  if (mutex_tryenter(&sp->lock) == 0)
    return;
  mutex_exit(&sp->lock);
}

void back_off(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!mutex_tryenter(&sp->other)) {
    mutex_exit(&sp->lock);
    mutex_enter(&sp->lock);
  }
  mutex_exit(&sp->other);
  mutex_exit(&sp->lock);
}

void modes(soft_t *sp) {
  rw_enter(&sp->rw, RW_READER);
  if (!rw_tryupgrade(&sp->rw)) {
    rw_exit(&sp->rw);
    rw_enter(&sp->rw, RW_WRITER);
  }
  rw_downgrade(&sp->rw);
  rw_exit(&sp->rw);
}

void again(soft_t *sp) {
  mutex_enter(&sp->lock);
  mutex_enter(&sp->lock);
  mutex_exit(&sp->lock);
}

void readers(soft_t *sp) {
  rw_enter(&sp->rw, RW_READER);
  rw_enter(&sp->rw, RW_READER);
  rw_exit(&sp->rw);
  rw_exit(&sp->rw);
}
