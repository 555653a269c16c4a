// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"

struct dev { kmutex_t lock; int n; };

void detach_bad(struct dev *sc) {
  mutex_enter(&sc->lock);
  sc->n = 0;
  mutex_destroy(&sc->lock); // expect: lock-lifetime
}

void detach_good(struct dev *sc) {
  mutex_enter(&sc->lock);
  sc->n = 0;
  mutex_exit(&sc->lock);
  mutex_destroy(&sc->lock);
}

void twice_bad(struct dev *sc) {
  detach_good(sc);
  mutex_destroy(&sc->lock); // expect: lock-lifetime
}
