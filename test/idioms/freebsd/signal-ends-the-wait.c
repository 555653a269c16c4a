// RUN: %idiom %s
// A reader waits on a condition variable until a signal; every error releases, and
// the copy to the user is made without the mutex.
// Seen in freebsd10: sys/kern/subr_log.c, logread().
// Broken: the interrupted wait is taken for one that released the mutex.
#include "freebsd.h"
#define EWOULDBLOCK 35
int uiomove(void *cp, int n, void *uio);

static struct mtx msgbuf_lock;
static struct cv log_wakeup;
static int msgbuf_count;

int logread(void *uio, int nonblock) {
  char buf[128];
  int error, l;

  mtx_lock(&msgbuf_lock);
  while (msgbuf_count == 0) {
    if (nonblock) {
      mtx_unlock(&msgbuf_lock);
      return (EWOULDBLOCK);
    }
    if ((error = cv_wait_sig(&log_wakeup, &msgbuf_lock)) != 0) {
#ifndef BROKEN
      mtx_unlock(&msgbuf_lock);
#endif
      return (error); /* expect: lock-leak */
    }
  }
  while (msgbuf_count > 0) {
    l = --msgbuf_count;
    mtx_unlock(&msgbuf_lock);
    error = uiomove(buf, l, uio);
    if (error)
      return (error);
    mtx_lock(&msgbuf_lock);
  }
  mtx_unlock(&msgbuf_lock);
  return (0);
}
