// RUN: %idiom %s
// LOCK and UNLOCK macros keep in a local whether the global lock is held, so that
// they may be used twice.
// Seen in freebsd10: sys/kern/kern_event.c, KQ_GLOBAL_LOCK() and kqueue_register().
// Broken: the second use of the lock macro is the mutex itself.
#include "freebsd.h"

struct kqueue {
  struct mtx kq_lock;
  int kq_state;
};
static struct mtx kq_global;
#define KQ_GLOBAL_LOCK(lck, haslck) do {   \
  if (!haslck)                             \
    mtx_lock(lck);                         \
  haslck = 1;                              \
} while (0)
#define KQ_GLOBAL_UNLOCK(lck, haslck) do { \
  if (haslck)                              \
    mtx_unlock(lck);                       \
  haslck = 0;                              \
} while (0)

int kqueue_register(struct kqueue *kq, int filter) {
  int haskqglobal = 0;

  if (filter == 1)
    KQ_GLOBAL_LOCK(&kq_global, haskqglobal);
  if (filter > 0)
#ifdef BROKEN
    mtx_lock(&kq_global); /* expect: recursive-lock */
#else
    KQ_GLOBAL_LOCK(&kq_global, haskqglobal);
#endif
  mtx_lock(&kq->kq_lock);
  kq->kq_state = filter;
  mtx_unlock(&kq->kq_lock);
  KQ_GLOBAL_UNLOCK(&kq_global, haskqglobal);
  return (haskqglobal);
}
