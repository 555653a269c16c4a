// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// The lock order graph and its cycles.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx a, b, c, gate, x, y, t, u;
};

void ab(struct softc *sc) {
  mtx_lock(&sc->a);
  mtx_lock(&sc->b);
  mtx_unlock(&sc->b);
  mtx_unlock(&sc->a);
}
static void take_c(struct softc *sc) {
  mtx_lock(&sc->c);
  mtx_unlock(&sc->c);
}
void bc(struct softc *sc) {
  mtx_lock(&sc->b);
  take_c(sc);
  mtx_unlock(&sc->b);
}
void ca(struct softc *sc) {
  mtx_lock(&sc->c);
  mtx_lock(&sc->a);
  mtx_unlock(&sc->a);
  mtx_unlock(&sc->c);
}

// A common gate: no two threads can be at x and y at once.
void gated_xy(struct softc *sc) {
  mtx_lock(&sc->gate);
  mtx_lock(&sc->x);
  mtx_lock(&sc->y);
  mtx_unlock(&sc->y);
  mtx_unlock(&sc->x);
  mtx_unlock(&sc->gate);
}
void gated_yx(struct softc *sc) {
  mtx_lock(&sc->gate);
  mtx_lock(&sc->y);
  mtx_lock(&sc->x);
  mtx_unlock(&sc->x);
  mtx_unlock(&sc->y);
  mtx_unlock(&sc->gate);
}

// A try does not wait.
void tu(struct softc *sc) {
  mtx_lock(&sc->t);
  mtx_lock(&sc->u);
  mtx_unlock(&sc->u);
  mtx_unlock(&sc->t);
}
void ut(struct softc *sc) {
  mtx_lock(&sc->u);
  if (mtx_trylock(&sc->t))
    mtx_unlock(&sc->t);
  mtx_unlock(&sc->u);
}

// Giant is exempt.
void giant(struct softc *sc) {
  mtx_lock(&sc->a);
  mtx_lock(&Giant);
  mtx_unlock(&Giant);
  mtx_unlock(&sc->a);
}

// CHECK: {{^}}order struct softc::a -> struct softc::b in ab @
// CHECK-NEXT: {{^}}order struct softc::b -> struct softc::c in bc @
// CHECK-NEXT: {{^}}order struct softc::c -> struct softc::a in ca @
// CHECK-NEXT: {{^}}order struct softc::gate -> struct softc::x in gated_xy @
// CHECK-NEXT: {{^}}order struct softc::gate -> struct softc::x in gated_yx; under struct softc::y @
// CHECK-NEXT: {{^}}order struct softc::gate -> struct softc::y in gated_xy; under struct softc::x @
// CHECK-NEXT: {{^}}order struct softc::gate -> struct softc::y in gated_yx @
// CHECK-NEXT: {{^}}order struct softc::x -> struct softc::y in gated_xy; under struct softc::gate @
// CHECK-NEXT: {{^}}order struct softc::y -> struct softc::x in gated_yx; under struct softc::gate @
// CHECK-NEXT: {{^}}order struct softc::t -> struct softc::u in tu @
// CHECK-NEXT: {{^}}cycle struct softc::a -> struct softc::b -> struct softc::c -> struct softc::a{{$}}
// CHECK-NOT: {{.}}
