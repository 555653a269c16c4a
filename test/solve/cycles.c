// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// Functions that call each other, of which one gives up what another takes:
// what a cycle does to the locks of its callers is found in the end.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx m;
  int c, d, z;
};

void second(struct softc *sc);
void third(struct softc *sc);
void give(struct softc *sc);

void first(struct softc *sc) { second(sc); }
// CHECK-LABEL: solved second(sc)
void second(struct softc *sc) {
  if (sc->c) {
    mtx_lock(&sc->m);
    give(sc);
  } else {
    third(sc);
  }
}
void third(struct softc *sc) {
  if (sc->d)
    first(sc);
}
// CHECK-LABEL: solved give(sc)
// CHECK: case returns{{.*}}; entry sc->m held released
void give(struct softc *sc) {
  mtx_unlock(&sc->m);
  if (sc->z)
    first(sc);
}
