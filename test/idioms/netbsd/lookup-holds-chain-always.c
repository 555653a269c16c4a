// RUN: %idiom %s
// XFAIL: *
// Not yet: an index made by shift and mask of equal operands is not an equal term.
// The lookup returns with the lock of the chain held, found or not; a sister function
// releases it by the same key.
// Seen in netbsd: sys/kern/kern_turnstile.c, turnstile_lookup() and turnstile_exit().
// Broken: where nothing was found the caller does not release.
#include "netbsd.h"

struct turnstile {
  struct turnstile *ts_next;
  const void *ts_obj;
};
struct tschain {
  kmutex_t *tc_mutex;
  struct turnstile *tc_first;
} turnstile_tab[64];
#define TS_HASH(obj) (((uintptr_t)(obj) >> 3) & 63)

static struct turnstile *turnstile_lookup(const void *obj) {
  struct tschain *tc = &turnstile_tab[TS_HASH(obj)];
  struct turnstile *ts;

  mutex_spin_enter(tc->tc_mutex);
  for (ts = tc->tc_first; ts != NULL; ts = ts->ts_next)
    if (ts->ts_obj == obj)
      return ts;
  return NULL;
}

static void turnstile_exit(const void *obj) {
  mutex_spin_exit(turnstile_tab[TS_HASH(obj)].tc_mutex);
}

int turnstile_waiters(const void *obj) {
  struct turnstile *ts = turnstile_lookup(obj);

#ifdef BROKEN
  if (ts == NULL)
    return -1; /* expect: lock-leak */
#endif
  turnstile_exit(obj);
  return ts != NULL;
}
