// RUN: %idiom %s
// One that is found keeps its lock when something fails, a new one loses it again: a
// flag, set where one is found, says which it was.
// Seen in illumos: usr/src/uts/common/io/comstar/lu/stmf_sbd/sbd.c, sbd_import_lu().
// Broken: the flag is set for the new one.
#include "illumos.h"

struct lu {
  kmutex_t lock;
  int active;
};
struct lu *find(int id);
int load(struct lu *lu);

int import(int id, struct lu *made) {
  struct lu *lu = find(id);
  int standby = 0;

  if (lu != NULL) {
#ifndef BROKEN
    standby = 1;
#endif
    lu->active = 0;
  } else {
    lu = made;
    mutex_init(&lu->lock, NULL, MUTEX_DRIVER, NULL);
#ifdef BROKEN
    standby = id;
#endif
  }
  if (load(lu) == 0)
    return (0);
  if (standby)
    return (5); /* expect: lock-lifetime */
  mutex_destroy(&lu->lock);
  return (5);
}
