// RUN: %idiom %s
// The lock of the table is kept until the lock of the entry is held, then released; the
// entry comes back locked, its caller releases it.
// Seen in illumos: usr/src/uts/common/rpc/sec/svcauthdes.c, _svcauth_des().
// Broken: the table is released before, and again after.
#include "illumos.h"

struct nick {
  kmutex_t lock;
  int ref;
};
kmutex_t authdes_lock;
struct nick *nick_find(int);

int nick_use(int id) {
  struct nick *nick_entry;

  mutex_enter(&authdes_lock);
  if (!(nick_entry = nick_find(id))) {
    mutex_exit(&authdes_lock);
    return (1);
  }
#ifdef BROKEN
  mutex_exit(&authdes_lock);
#endif
  mutex_enter(&nick_entry->lock);
  mutex_exit(&authdes_lock); /* expect: unlock-not-held */
  nick_entry->ref++;
  mutex_exit(&nick_entry->lock);
  return (0);
}
