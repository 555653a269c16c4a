// RUN: %idiom %s
// A macro takes two locks of one class in the order of the addresses, either of which
// may be NULL, and once if they are one; another macro releases them.
// Seen in illumos: usr/src/uts/common/inet/ip.h, GRAB_ILL_LOCKS() and RELEASE_ILL_LOCKS().
// Broken: a way out between the two.
#include "illumos.h"

struct ill {
  kmutex_t ill_lock;
  int ill_state;
};
#define GRAB_ILL_LOCKS(ill_1, ill_2) { \
  if ((ill_1) > (ill_2)) { \
    if (ill_1 != NULL) \
      mutex_enter(&(ill_1)->ill_lock); \
    if (ill_2 != NULL) \
      mutex_enter(&(ill_2)->ill_lock); \
  } else { \
    if (ill_2 != NULL) \
      mutex_enter(&(ill_2)->ill_lock); \
    if (ill_1 != NULL && ill_1 != ill_2) \
      mutex_enter(&(ill_1)->ill_lock); \
  } \
}
#define RELEASE_ILL_LOCKS(ill_1, ill_2) { \
  if (ill_1 != NULL) \
    mutex_exit(&(ill_1)->ill_lock); \
  if (ill_2 != NULL && ill_2 != ill_1) \
    mutex_exit(&(ill_2)->ill_lock); \
}

int ill_usable(struct ill *illv4, struct ill *illv6) {
  int ok = 0;

  GRAB_ILL_LOCKS(illv4, illv6);
#ifdef BROKEN
  if (illv4 != NULL && illv4->ill_state == 0)
    return (5); /* expect: lock-leak, lock-leak */
#endif
  if (illv4 != NULL)
    ok += illv4->ill_state;
  if (illv6 != NULL)
    ok += illv6->ill_state;
  RELEASE_ILL_LOCKS(illv4, illv6);
  return (ok);
}
