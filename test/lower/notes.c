// RUN: %locktidy graph --all --kernel=illumos %s -- | FileCheck %s
// The notes of illumos, which expand to nothing, as contracts.
#define _NOTE(s)
typedef struct kmutex { int opaque; } kmutex_t;
void mutex_exit(kmutex_t *);

struct inner { int b, c; };
typedef struct foo {
  kmutex_t lock, *lockp;
  int a, m;
  struct inner in;
} foo_t;
typedef struct { int q; kmutex_t l; } bar_t;
static kmutex_t list, other;
static bar_t bar;

_NOTE(MUTEX_PROTECTS_DATA(foo::lock, foo::{a in.{b c}} bar.q))
// CHECK: mutex-protects t0->lock: t0->a t0->in.b t0->in.c bar.q @[[#@LINE-1]]
_NOTE(RWLOCK_PROTECTS_DATA(foo::lockp, foo))
// CHECK-NEXT: rwlock-protects t0->lockp: struct foo @[[#@LINE-1]]
_NOTE(SCHEME_PROTECTS_DATA("unshared, really", bar_t::q
    foo_t::m))
// CHECK-NEXT: scheme-protects t0->q t0->m "unshared, really" @[[#@LINE-2]]
_NOTE(DATA_READABLE_WITHOUT_LOCK( foo::a))
// CHECK-NEXT: readable-unlocked t0->a @[[#@LINE-1]]
_NOTE(READ_ONLY_DATA(foo::in))
// CHECK-NEXT: read-only t0->in @[[#@LINE-1]]
_NOTE(LOCK_ORDER(list \
    foo::lock bar_t::l bar.l))
// CHECK-NEXT: order list t0->lock t0->l bar.l @[[#@LINE-2]]
_NOTE(ARGUNUSED(list))

static void done(int k, foo_t *fp) {
  _NOTE(LOCK_RELEASED_AS_SIDE_EFFECT(&fp->lock))
  // CHECK-NEXT: releases t1->lock in done @[[#@LINE-1]]
  _NOTE(ASSUMING_PROTECTED(fp->a, *fp))
  // CHECK-NEXT: assuming-protected t1->a t1 struct foo in done @[[#@LINE-1]]
  _NOTE(ASSUMING_PROTECTED(0)) // a number has no data
  // CHECK-NEXT: assuming-protected 0 in done @[[#@LINE-1]]
  _NOTE(NO_COMPETING_THREADS_NOW);
  mutex_exit(&fp->lock);
  if (k) {
    _NOTE(COMPETING_THREADS_NOW)
    fp->a = 1;
  }
  _NOTE(NO_COMPETING_THREADS_AS_SIDE_EFFECT)
  // CHECK-NEXT: ends-threads in done @[[#@LINE-1]]
}
void use(foo_t *fp) { done(1, fp); }

// What is wrong is listed, whatever else the note says.
_NOTE(LOCK_ORDER(list foo::nolock nothing::x other))
// CHECK-NEXT: order list other @[[#@LINE-1]]
// CHECK-NEXT: misread no field 'nolock' in 'struct foo' @[[#@LINE-2]]
// CHECK-NEXT: misread no structure 'nothing' @[[#@LINE-3]]
_NOTE(LOCK_ODER(list other))
// CHECK-NEXT: misread no note 'LOCK_ODER'; did you mean 'LOCK_ORDER'? @[[#@LINE-1]]
_NOTE(MUTEX_PROTECTS_DATA(foo::lock))
// CHECK-NEXT: misread MUTEX_PROTECTS_DATA takes two arguments @[[#@LINE-1]]
_NOTE(LOCK_ORDER(foo::{lock lockp))
// CHECK-NEXT: misread a brace without its partner in 'foo::{lock lockp' @[[#@LINE-1]]
_NOTE(COMPETING_THREADS_NOW)
// CHECK-NEXT: misread COMPETING_THREADS_NOW belongs into a function @[[#@LINE-1]]

// RUN: %locktidy graph done --kernel=illumos %s -- | FileCheck %s --check-prefix=DONE
// DONE:      b0: alone NO_COMPETING_THREADS_NOW
// DONE-NEXT:     release mutex_exit fp->lock
// DONE-NEXT:     branch k b1 b2
// DONE-NEXT: b1: publish COMPETING_THREADS_NOW
// DONE-NEXT:     store fp->a = 1
