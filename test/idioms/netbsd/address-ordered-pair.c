// RUN: %idiom %s
// Two locks of one class are taken in the order of their addresses; the one that is
// held already is dropped when it comes second, and equal locks are taken once.
// Seen in netbsd: sys/kern/kern_fork.c, fork1().
// Broken: the second one is released although the pointers are equal.
#include "netbsd.h"

struct proc {
  kmutex_t *p_lock;
  int p_flag;
};

void reparent(struct proc *p2, struct proc *parent) {
  mutex_enter(p2->p_lock);
  if (parent->p_lock < p2->p_lock) {
    if (!mutex_tryenter(parent->p_lock)) {
      mutex_exit(p2->p_lock);
      mutex_enter(parent->p_lock);
      mutex_enter(p2->p_lock);
    }
  } else if (parent->p_lock > p2->p_lock) {
    mutex_enter(parent->p_lock);
  }
  parent->p_flag |= 1;
#ifdef BROKEN
  mutex_exit(parent->p_lock);
#else
  if (parent->p_lock != p2->p_lock)
    mutex_exit(parent->p_lock);
#endif
  mutex_exit(p2->p_lock); /* expect: unlock-not-held */
}
