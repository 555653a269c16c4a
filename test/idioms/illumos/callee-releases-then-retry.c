// RUN: %idiom %s
// The callee is entered locked and releases; the caller tail-calls it or goes round
// an endless loop that locks again.
// Seen in illumos: usr/src/uts/common/crypto/api/kcf_random.c, kcf_rnd_get_pseudo_bytes()
// and rnd_generate_pseudo_bytes().
// Broken: the caller's own way out keeps the mutex, as if the callee had released it.
#include "illumos.h"

struct mag {
  kmutex_t rm_lock;
  int rm_left, rm_limit;
};
struct mag *this_cpu_mag(void);

static int generate(struct mag *rmp, int len) {
  ASSERT(mutex_owned(&rmp->rm_lock));
  if (len == 0) {
    mutex_exit(&rmp->rm_lock);
    return (0);
  }
  rmp->rm_left += len;
  mutex_exit(&rmp->rm_lock);
  return (0);
}

int get_pseudo_bytes(int len) {
  struct mag *rmp;

  for (;;) {
    rmp = this_cpu_mag();
    mutex_enter(&rmp->rm_lock);
    if (len > rmp->rm_limit)
      return (generate(rmp, len));
    if (rmp->rm_left >= len) {
      rmp->rm_left -= len;
#ifndef BROKEN
      mutex_exit(&rmp->rm_lock);
#endif
      return (0); /* expect: lock-leak */
    }
    (void)generate(rmp, 64);
  }
}
