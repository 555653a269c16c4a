// RUN: %idiom %s
// The lock is an element's of a global array; enter and exit name it by the same index.
// Seen in illumos: usr/src/uts/common/io/lvm/md/md_subr.c, md_inc_iocount().
// Broken: the inactive set returns before the label that exits.
#include "illumos.h"

struct set_io {
  kmutex_t md_io_mx;
  int io_state, io_cnt;
} md_set_io[32];

int md_inc_iocount(int setno) {
  int rc = 0;

  if (setno == 0)
    return (0);
  mutex_enter(&md_set_io[setno].md_io_mx);
  if (!(md_set_io[setno].io_state & 1)) {
    rc = 5;
#ifdef BROKEN
    return (rc); /* expect: lock-leak */
#else
    goto out;
#endif
  }
  md_set_io[setno].io_cnt++;
out:
  mutex_exit(&md_set_io[setno].md_io_mx);
  return (rc);
}
