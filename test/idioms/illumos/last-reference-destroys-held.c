// RUN: %idiom %s
// Who takes the last reference of a session holds its mutex until it is destroyed:
// nobody else can wait for it any more.
// Seen in illumos: usr/src/uts/common/io/comstar/port/pppt/pppt.c,
// pppt_sess_destroy_task().
// Broken: the session lives on.
#include "illumos.h"

struct sess { kmutex_t ps_mutex; int refs; };

static kmutex_t list_lock;
static int sessions;

void sess_scan(struct sess *ps) {
  mutex_enter(&list_lock);
  mutex_enter(&ps->ps_mutex); /* expect: lock-order */
  ps->refs++;
  mutex_exit(&ps->ps_mutex);
  mutex_exit(&list_lock);
}

void sess_destroy(struct sess *ps) {
  mutex_enter(&ps->ps_mutex);
  mutex_enter(&list_lock);
  sessions--;
  mutex_exit(&list_lock);
  mutex_exit(&ps->ps_mutex);
#ifndef BROKEN
  mutex_destroy(&ps->ps_mutex);
  kmem_free(ps, sizeof(*ps));
#endif
}
