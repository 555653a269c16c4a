// RUN: %idiom %s
// A suspended queue is emptied by a helper that is entered locked and drops the lock for
// each message.
// Seen in illumos: usr/src/uts/common/io/asy.c, async_process_suspq().
// Broken: the message is put with the lock held, which the put takes.
#include "illumos.h"

struct asy {
  kmutex_t asy_excl;
  kcondvar_t cv;
  int flags, count;
};
void *get_suspq(struct asy *);

static void wputdo(struct asy *asy, void *mp) {
  mutex_enter(&asy->asy_excl);
  asy->count++;
  mutex_exit(&asy->asy_excl);
}

static void process_suspq(struct asy *asy) {
  void *mp;

  ASSERT(mutex_owned(&asy->asy_excl));
  while ((mp = get_suspq(asy)) != NULL) {
#ifndef BROKEN
    mutex_exit(&asy->asy_excl);
#endif
    wputdo(asy, mp); /* expect: recursive-lock */
#ifndef BROKEN
    mutex_enter(&asy->asy_excl);
#endif
  }
  cv_broadcast(&asy->cv);
}

void asy_resume(struct asy *asy) {
  mutex_enter(&asy->asy_excl);
  process_suspq(asy);
  asy->flags = 0;
  mutex_exit(&asy->asy_excl);
}
