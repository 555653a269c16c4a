// RUN: %check-expect %s -- %kernel-netbsd
// What a callee asserts to be held the function takes itself, later: it is not held at
// entry, and what it locks before is not locked below it.
// Seen in netbsd: sys/dev/iscsi/iscsi_send.c, send_io_command().

#include "netbsd.h"

kmutex_t cleanup_lock;
struct session {
  kmutex_t lock;
  int n, armed;
};

static int find(struct session *s) {
  KASSERT(mutex_owned(&cleanup_lock));
  return s->n;
}

static void arm(struct session *s) {
  mutex_enter(&cleanup_lock);
  s->armed = 1;
  mutex_exit(&cleanup_lock);
}

void resend(struct session *s) {
  mutex_enter(&s->lock);
  arm(s);
  mutex_exit(&s->lock);
}

void send(struct session *s) {
  if (find(s) == 0)
    return;
  mutex_enter(&s->lock);
  s->n--;
  mutex_exit(&s->lock);
  arm(s); // expect: recursive-lock
}
