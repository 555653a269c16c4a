// RUN: %idiom %s
// A queue is waited for in a loop; when the driver goes away, NULL is returned with
// the lock, as the caller asserts and expects.
// Seen in dragonfly: sys/dev/misc/ipmi/ipmi.c, ipmi_dequeue_request(); ipmi_kcs.c, kcs_loop().
// Broken: NULL is returned with the lock released.
#include "dragonfly.h"

struct ipmi_softc {
  struct lock ipmi_lock;
  struct cv request_added;
  int detaching, *pending;
};

static int *ipmi_dequeue_request(struct ipmi_softc *sc) {
  int *req;

  KKASSERT(lockstatus(&sc->ipmi_lock, curthread) != 0);
  while (!sc->detaching && sc->pending == NULL)
    cv_wait(&sc->request_added, &sc->ipmi_lock);
  if (sc->detaching) {
#ifdef BROKEN
    lockmgr(&sc->ipmi_lock, LK_RELEASE);
#endif
    return (NULL);
  }
  req = sc->pending;
  sc->pending = NULL;
  return (req);
}

void kcs_loop(void *arg) {
  struct ipmi_softc *sc = arg;
  int *req;

  lockmgr(&sc->ipmi_lock, LK_EXCLUSIVE);
  while ((req = ipmi_dequeue_request(sc)) != NULL) {
    lockmgr(&sc->ipmi_lock, LK_RELEASE);
    *req = 1;
    lockmgr(&sc->ipmi_lock, LK_EXCLUSIVE);
  }
  lockmgr(&sc->ipmi_lock, LK_RELEASE); /* expect: unlock-not-held */
}
