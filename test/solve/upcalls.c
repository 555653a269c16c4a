// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=order --implicit-check-not=cycle
// What is called through a field, always with a framework's lock held.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct mtx list_mtx, open_mtx;

struct ops {
  void (*gone)(void *);
  void (*sometimes)(void *);
  void (*told)(void *, int);
};
struct client {
  struct ops *ops;
  void *arg;
};
struct a_softc {
  struct mtx mtx, late;
};
struct b_softc {
  struct mtx mtx, inner;
};

// Each call of `gone` has the list's lock; of `sometimes`, not each.
void drop_client(struct client *c) {
  mtx_lock(&list_mtx);
  c->ops->gone(c->arg);
  c->ops->sometimes(c->arg);
  c->ops->told(c->arg, 0);
  mtx_unlock(&list_mtx);
}
void drop_last(struct client *c) {
  mtx_lock(&open_mtx);
  mtx_lock(&list_mtx);
  c->ops->gone(c->arg);
  mtx_unlock(&list_mtx);
  mtx_unlock(&open_mtx);
  c->ops->sometimes(c->arg);
}

static void a_gone(void *arg) {
  struct a_softc *sc = arg;
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
}
void a_busy(struct a_softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_lock(&list_mtx);
  mtx_unlock(&list_mtx);
  mtx_unlock(&sc->mtx);
}
static void a_told(void *arg, int what) {
  struct a_softc *sc = arg;
  if (what) {
    mtx_lock(&sc->mtx);
    mtx_unlock(&sc->mtx);
  }
}
static void a_sometimes(void *arg) {
  struct a_softc *sc = arg;
  mtx_lock(&sc->late);
  mtx_unlock(&sc->late);
}
static struct ops a_ops = {a_gone, a_sometimes, a_told};

static void b_told(void *arg, int what) { panic("told"); }
static void b_sometimes(void *arg) { panic("sometimes"); }
// It takes the list's lock again, which it has: no order of its own.
static void list_again(void) {
  mtx_lock(&list_mtx);
  mtx_unlock(&list_mtx);
}
static void b_gone(void *arg) {
  struct b_softc *sc = arg;
  mtx_lock(&sc->inner);
  list_again();
  mtx_unlock(&sc->inner);
}
// It gives the lock up that it was called with.
static void c_gone(void *arg) {
  struct b_softc *sc = arg;
  mtx_unlock(&list_mtx);
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
  mtx_lock(&list_mtx);
}
static struct ops b_ops = {b_gone, b_sometimes, b_told}, c_ops = {c_gone};

// CHECK: {{^}}order struct a_softc::mtx -> list_mtx in a_busy @50
// CHECK-NEXT: {{^}}order list_mtx -> struct a_softc::mtx in drop_client @29
// CHECK-NEXT: {{^}}order list_mtx -> struct b_softc::inner in drop_client @29
// CHECK-NEXT: {{^}}order open_mtx -> list_mtx in drop_last @36
// CHECK-NEXT: {{^}}cycle struct a_softc::mtx -> list_mtx -> struct a_softc::mtx{{$}}
