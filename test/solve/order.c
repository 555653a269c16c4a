// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[(] ?}}may'
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

// One place goes against what all others do, under two locks: one cycle.
struct other {
  struct mtx p, q, r;
};
void rp(struct other *o) {
  mtx_lock(&o->r);
  mtx_lock(&o->p);
  mtx_unlock(&o->p);
  mtx_unlock(&o->r);
}
void rp_again(struct other *o) {
  mtx_lock(&o->r);
  mtx_lock(&o->p);
  mtx_unlock(&o->p);
  mtx_unlock(&o->r);
}
void rq(struct other *o) {
  mtx_lock(&o->r);
  mtx_lock(&o->q);
  mtx_unlock(&o->q);
  mtx_unlock(&o->r);
}
void rq_again(struct other *o) {
  mtx_lock(&o->r);
  mtx_lock(&o->q);
  mtx_unlock(&o->q);
  mtx_unlock(&o->r);
}
void pq_r(struct other *o) {
  mtx_lock(&o->p);
  mtx_lock(&o->q);
  mtx_lock(&o->r);
  mtx_unlock(&o->r);
  mtx_unlock(&o->q);
  mtx_unlock(&o->p);
}

// Nodes of a tree are ordered among themselves: a cycle through their class may be
// one of different nodes.
struct node {
  struct mtx lock, list;
  struct node *parent;
};
void node_up(struct node *n) {
  mtx_lock(&n->lock);
  mtx_lock(&n->parent->lock);
  mtx_unlock(&n->parent->lock);
  mtx_unlock(&n->lock);
}
void node_list(struct node *n) {
  mtx_lock(&n->lock);
  mtx_lock(&n->list);
  mtx_unlock(&n->list);
  mtx_unlock(&n->lock);
}
void list_node(struct node *n) {
  mtx_lock(&n->parent->list);
  mtx_lock(&n->lock);
  mtx_unlock(&n->lock);
  mtx_unlock(&n->parent->list);
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
// CHECK-NEXT: {{^}}order struct other::r -> struct other::p in rp @
// CHECK-NEXT: {{^}}order struct other::r -> struct other::q in rq @
// CHECK-NEXT: {{^}}order struct other::p -> struct other::r in pq_r; under struct other::q @
// CHECK-NEXT: {{^}}order struct other::p -> struct other::q in pq_r @
// CHECK-NEXT: {{^}}order struct other::q -> struct other::r in pq_r; under struct other::p @
// CHECK-NEXT: {{^}}order struct node::lock -> struct node::list in node_list @
// CHECK-NEXT: {{^}}order struct node::list -> struct node::lock in list_node @
// CHECK-NEXT: {{^}}cycle struct other::r -> struct other::p -> struct other::r{{$}}
// CHECK-NEXT: {{^}}cycle struct node::lock -> struct node::list -> struct node::lock; may same-object{{$}}
// CHECK-NEXT: {{^}}cycle struct softc::a -> struct softc::b -> struct softc::c -> struct softc::a{{$}}
// CHECK-NOT: {{.}}
