// RUN: %idiom %s
// XFAIL: *
// Not yet: a lock required behind a pointer field is not renamed to the caller's value
// of that field.
// A list of callbacks has a pointer to the mutex of the structure that it is in, set when
// that is made; its functions know the mutex by the pointer only.
// Seen in illumos: usr/src/uts/common/io/mac/mac.c, mac_callback_remove_wait() and
// i_mac_constructor().
// Broken: the wait of the list is done after the mutex is released.
#include "illumos.h"

struct cb_info {
  kmutex_t *mcbi_lockp;
  kcondvar_t mcbi_cv;
  int mcbi_del_cnt;
};
struct mac {
  kmutex_t mi_notify_lock;
  struct cb_info mi_notify_cb_info;
};

static void callback_remove_wait(struct cb_info *mcbi) {
  while (mcbi->mcbi_del_cnt != 0)
    cv_wait(&mcbi->mcbi_cv, mcbi->mcbi_lockp);
}

void mac_create(struct mac *mip) {
  mip->mi_notify_cb_info.mcbi_lockp = &mip->mi_notify_lock;
  mutex_enter(&mip->mi_notify_lock);
#ifdef BROKEN
  mutex_exit(&mip->mi_notify_lock);
  callback_remove_wait(&mip->mi_notify_cb_info); /* expect: unlock-not-held */
#else
  callback_remove_wait(&mip->mi_notify_cb_info);
  mutex_exit(&mip->mi_notify_lock);
#endif
}
