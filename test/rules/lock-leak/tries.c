// What an attribute says of the result of a try decides which way out is wrong.
// RUN: %check-expect %s -- %freebsd
// RUN: %locktidy check --fail-on=never %s -- %freebsd | FileCheck %s
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/param.h>
#include <sys/systm.h>

#define TRY(...) __attribute__((try_acquire_capability(__VA_ARGS__)))

struct softc {
  struct mtx m;
  int n, dead;
};

int good(struct softc *sc) TRY(1, &sc->m);
int good(struct softc *sc) {
  if (!mtx_trylock(&sc->m))
    return 0;
  sc->n++;
  return 1;
}

int passes_on(struct softc *sc) TRY(1, &sc->m);
int passes_on(struct softc *sc) { return mtx_trylock(&sc->m); }

// CHECK: error: returns 16 without {{.*}}'struct softc::m', which it is declared to return with then
// CHECK: tries.c:[[@LINE+1]]:{{[0-9]+}}: note: declared here
int wrong_error(struct softc *sc) TRY(1, &sc->m);
int wrong_error(struct softc *sc) {
  if (!mtx_trylock(&sc->m))
    return 16; // expect: lock-leak
  sc->n++;
  return 1;
}

// CHECK: error: returns 0 with {{.*}}'struct softc::m', which it is declared to return without then
// CHECK: note: {{.*}} acquired here
// CHECK: tries.c:[[@LINE+1]]:{{[0-9]+}}: note: declared here
int keeps(struct softc *sc) TRY(1, &sc->m);
int keeps(struct softc *sc) {
  if (!mtx_trylock(&sc->m))
    return 0;
  if (sc->dead)
    return 0; // expect: lock-leak
  return 1;
}

// Zero goes with the lock.
int zero_good(struct softc *sc) TRY(0, &sc->m);
int zero_good(struct softc *sc) {
  if (mtx_trylock(&sc->m))
    return 0;
  return 16;
}

int zero_bad(struct softc *sc) TRY(0, &sc->m);
int zero_bad(struct softc *sc) {
  if (mtx_trylock(&sc->m))
    return 1; // expect: lock-leak
  return 16;
}
