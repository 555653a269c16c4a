// RUN: %locktidy graph --all --solved %s -- %freebsd | FileCheck %s
// What a callee may leave held is told one call up.
#include <sys/param.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx;
  int n;
};
struct softc *find(int);
void unseen(struct mtx *);

// CHECK-LABEL: solved start(
// CHECK: case returns; acquired sc->mtx (may unknown-callee)
static void start(struct softc *sc) {
  mtx_lock(&sc->mtx);
  unseen(&sc->mtx);
}

// CHECK-LABEL: solved outer(
// CHECK: exit {{.*}}; held ?1->mtx (may unknown-callee)
// CHECK: case returns unit{{$}}
int outer(int unit) {
  struct softc *sc = find(unit);

  start(sc);
  sc->n = 2;
  return (unit);
}
