// RUN: %idiom %s
// Each step that fails goes to the label that undoes the steps before it.
// Seen in illumos: usr/src/uts/common/io/blkdev/blkdev.c, bd_open().
// Broken: the second step goes to the label of the first one.
#include "illumos.h"

struct bd {
  kmutex_t d_ocmutex;
  int d_state, d_nopen;
};
krwlock_t bd_lock;
struct bd *bd_find(int);
int bd_validate(struct bd *);

int bd_open(int inst, int ndelay) {
  struct bd *bd;
  int rv;

  rw_enter(&bd_lock, RW_READER);
  if ((bd = bd_find(inst)) == NULL) {
    rv = 6;
    goto fail;
  }
  mutex_enter(&bd->d_ocmutex);
  if (bd_validate(bd) != 0 && !ndelay) {
    rv = 6;
#ifdef BROKEN
    goto fail;
#else
    goto done;
#endif
  }
  bd->d_nopen++;
  rv = 0;
done:
  mutex_exit(&bd->d_ocmutex);
fail:
  rw_exit(&bd_lock);
  return (rv); /* expect: lock-leak */
}
