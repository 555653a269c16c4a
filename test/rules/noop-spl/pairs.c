// One finding for a raise with its restores, which says what is used between them and which
// lock protects that.
// RUN: not %locktidy check %s -- %freebsd 2> /dev/null | FileCheck %s --implicit-check-not='does nothing on'

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx;
  int n, guarded, bare;
};

void with_lock(struct softc *sc);
void with_lock(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->guarded++;
  mtx_unlock(&sc->mtx);
}

int with_lock_too(struct softc *sc);
int with_lock_too(struct softc *sc) {
  int guarded;

  mtx_lock(&sc->mtx);
  guarded = sc->guarded;
  sc->guarded = 0;
  mtx_unlock(&sc->mtx);
  return (guarded);
}

// Both restores are those of the raise, and sc->n comes after.
void elsewhere(struct softc *sc);
void elsewhere(struct softc *sc) {
  int s;

  s = splbio();
  // CHECK: pairs.c:[[@LINE-1]]:7: warning: 'splbio' does nothing on this kernel: it keeps no interrupt handler out while 'sc->guarded' and 1 more are used, which mutex 'struct softc::mtx' protects elsewhere (3 of 3 accesses of the first)
  if (sc->bare) {
    splx(s);
    // CHECK: pairs.c:[[@LINE-1]]:5: note: restored here by 'splx', which does nothing either
    return;
  }
  sc->guarded++;
  splx(s);
  // CHECK: pairs.c:[[@LINE-1]]:3: note: restored here
  sc->n++;
}

// The second pair of a variable is not the first.
void here(struct softc *sc);
void here(struct softc *sc) {
  int s;

  s = splnet();
  // CHECK: pairs.c:[[@LINE-1]]:7: warning: 'splnet' does nothing on this kernel: it keeps no interrupt handler out while 'sc->bare' is used{{ \[}}
  sc->bare++;
  splx(s);
  // CHECK: pairs.c:[[@LINE-1]]:3: note: restored here
  mtx_lock(&sc->mtx);
  s = splvm();
  // CHECK: pairs.c:[[@LINE-1]]:7: warning: 'splvm' does nothing on this kernel: it keeps no interrupt handler out while 'sc->n' is used, with mutex 'struct softc::mtx' held{{ \[}}
  sc->n++;
  splx(s);
  // CHECK: pairs.c:[[@LINE-1]]:3: note: restored here
  mtx_unlock(&sc->mtx);
}

// A level that nothing here has raised.
void alone(int s);
void alone(int s) {
  splx(s);
  // CHECK: pairs.c:[[@LINE-1]]:3: warning: 'splx' does nothing on this kernel: it restores no level
}
