// RUN: %idiom %s
// The lock of a socket is entered, and if it changed meanwhile a helper follows it.
// Seen in netbsd: sys/sys/socketvar.h, solock(), and sys/kern/uipc_socket2.c,
// solockretry().
// Broken: the caller takes it once more.
#include "netbsd.h"

struct socket {
  kmutex_t *so_lock;
  int so_state;
};

static void solockretry(struct socket *so, kmutex_t *lock) {
  while (lock != so->so_lock) {
    mutex_exit(lock);
    lock = so->so_lock;
    mutex_enter(lock);
  }
}

static inline void solock(struct socket *so) {
  kmutex_t *lock = so->so_lock;

  mutex_enter(lock);
  if (__predict_false(lock != so->so_lock))
    solockretry(so, lock);
}

static inline void sounlock(struct socket *so) { mutex_exit(so->so_lock); }

int soshutdown(struct socket *so) {
  solock(so);
#ifdef BROKEN
  solock(so); /* expect: recursive-lock */
#endif
  so->so_state |= 4;
  sounlock(so);
  return 0;
}
