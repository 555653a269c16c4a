// RUN: %idiom %s
// cmn_err() returns, or with CE_PANIC does not: nothing is released behind it.
// Seen in illumos: usr/src/uts/common/io/comstar/stmf/stmf.c, stmf_task_lu_done().
// Broken: the level is CE_NOTE.
#include "illumos.h"

struct task {
  kmutex_t lock;
  int state;
};

int task_done(struct task *task) {
  mutex_enter(&task->lock);
  switch (task->state) {
  case 1:
    task->state = 2;
    break;
  case 2:
    mutex_exit(&task->lock);
    return (0);
  default:
#ifdef BROKEN
    cmn_err(CE_NOTE, "unexpected state %d", task->state);
#else
    cmn_err(CE_PANIC, "unexpected state %d", task->state);
#endif
    return (-1); /* expect: lock-leak */
  }
  mutex_exit(&task->lock);
  return (0);
}
