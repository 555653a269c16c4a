// RUN: %idiom %s
// In a kernel without DEBUG the assertion is ((void)0), and still says that the mutex is
// held on entry: the function releases nothing and its callers keep it.
// Seen in illumos: usr/src/uts/common/sys/debug.h, ASSERT(), and
// usr/src/uts/common/io/asy.c, async_put_suspq().
// Broken: the function enters what it says to be held.
#include "illumos.h"

#undef ASSERT
#define ASSERT(EX) ((void)0)
struct asy {
  kmutex_t asy_excl, asy_excl_hi;
  int flow;
};

static int put_suspq(struct asy *asy) {
  ASSERT(mutex_owned(&asy->asy_excl));
#ifdef BROKEN
  mutex_enter(&asy->asy_excl); /* expect: recursive-lock */
#else
  mutex_enter(&asy->asy_excl_hi);
#endif
  asy->flow = 0;
#ifdef BROKEN
  mutex_exit(&asy->asy_excl);
#else
  mutex_exit(&asy->asy_excl_hi);
#endif
  return (1);
}

void asy_start(struct asy *asy) {
  mutex_enter(&asy->asy_excl);
  (void)put_suspq(asy);
  mutex_exit(&asy->asy_excl);
}
