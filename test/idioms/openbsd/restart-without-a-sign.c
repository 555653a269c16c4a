// RUN: %idiom %s
// The result of a wait, which may be -1, is kept in a variable without a sign.
// Seen in openbsd: sys/dev/pci/bktr/bktr_core.c, video_ioctl().
// Broken: it is compared with what no wait returns.
#include "openbsd.h"

#define EINTR 4
#define EWOULDBLOCK 35
#define ETIMEDOUT 60
#define ERESTART -1

struct soft { int mask; };

void capture(struct soft *sc) {
  unsigned int error;

  error = tsleep_nsec(sc, 32 | PCATCH, "captur", 1000000000ULL);
  if (error && (error != ERESTART))
    sc->mask = 0;
}

int capture_again(struct soft *sc) {
  unsigned int error;

  error = tsleep_nsec(sc, 32 | PCATCH, "captur", 1000000000ULL);
#ifdef BROKEN
  if (error == ETIMEDOUT) /* expect: wait-result-ignored */
#else
  if (error == ERESTART)
#endif
    return (1);
  return (0);
}
