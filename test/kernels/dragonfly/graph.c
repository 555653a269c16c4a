// What no rule shows by itself, in the lock graph.
// RUN: %locktidy graph --all %s -- %kernel-dragonfly | FileCheck %s
#include "dragonfly.h"
static void task(void *arg, int pending) {}

// CHECK-LABEL: destroy(sc):
// CHECK: destroy lockuninit sc->lk (lockmgr, exclusive)
// CHECK-NEXT: destroy spin_uninit sc->spin (spinlock)
// CHECK-NEXT: destroy mtx_uninit sc->mtx (mtx)
// CHECK-NEXT: destroy lwkt_token_uninit sc->tok (token)
void destroy(struct softc *sc) {
  lockuninit(&sc->lk);
  spin_uninit(&sc->spin);
  mtx_uninit(&sc->mtx);
  lwkt_token_uninit(&sc->tok);
}

// CHECK-LABEL: made(sc):
// CHECK: init lwkt_serialize_init sc->slz (serializer)
// CHECK: register TASK_INIT chan=&sc->task handler={{\*?}}task argument=sc context=taskqueue
void made(struct softc *sc) {
  lwkt_serialize_init(&sc->slz);
  TASK_INIT(&sc->task, 0, task, sc);
}

// CHECK-LABEL: modes(sc):
// CHECK: upgrade lockmgr sc->lk (lockmgr)
// CHECK: downgrade lockmgr sc->lk (lockmgr)
// CHECK: acquire lockmgr_try sc->lk (lockmgr)
// CHECK: downgrade mtx_downgrade sc->mtx (mtx)
// CHECK: upgrade mtx_upgrade_try sc->mtx (mtx)
// CHECK: query mtx_owned sc->mtx (mtx)
// CHECK: query mtx_islocked_ex sc->mtx (mtx)
void modes(struct softc *sc) {
  sc->ready = lockmgr(&sc->lk, LK_UPGRADE);
  lockmgr(&sc->lk, LK_DOWNGRADE);
  sc->ready = lockmgr_try(&sc->lk, LK_EXCLUSIVE);
  mtx_downgrade(&sc->mtx);
  sc->ready = mtx_upgrade_try(&sc->mtx);
  sc->ready = mtx_owned(&sc->mtx);
  sc->ready = mtx_islocked_ex(&sc->mtx);
}

// CHECK-LABEL: asserted(sc):
// CHECK: assert-held ASSERT_SERIALIZED sc->slz (serializer)
// CHECK: assert-not-held ASSERT_NOT_SERIALIZED sc->slz (serializer)
// CHECK: query LWKT_TOKEN_HELD_EXCL sc->tok (token)
// CHECK: query LWKT_TOKEN_HELD_ANY sc->tok (token, shared)
// CHECK: assert-held ASSERT_LWKT_TOKEN_HELD sc->tok (token, shared)
// CHECK: assert-held ASSERT_LWKT_TOKEN_HELD_EXCL sc->tok (token)
void asserted(struct softc *sc) {
  ASSERT_SERIALIZED(&sc->slz);
  ASSERT_NOT_SERIALIZED(&sc->slz);
  sc->ready = LWKT_TOKEN_HELD_EXCL(&sc->tok);
  sc->ready = LWKT_TOKEN_HELD_ANY(&sc->tok);
  ASSERT_LWKT_TOKEN_HELD(&sc->tok);
  ASSERT_LWKT_TOKEN_HELD_EXCL(&sc->tok);
}

// CHECK-LABEL: owned(sc):
// CHECK: assert-held sim_lock_assert_owned sc->lk (sim)
// CHECK: assert-not-held sim_lock_assert_unowned sc->lk (sim)
void sim_lock_assert_owned(struct lock *lock);
void sim_lock_assert_unowned(struct lock *lock);
void owned(struct softc *sc) {
  sim_lock_assert_owned(&sc->lk);
  sim_lock_assert_unowned(&sc->lk);
}

// CHECK-LABEL: freed(sc, name):
// CHECK: free kfree chan=sc label="struct softc"
// CHECK: free contigfree chan=sc label="struct softc"
// CHECK-NOT: free
// CHECK: return
void kfree(void *, struct malloc_type *);
void contigfree(void *, unsigned long, struct malloc_type *);
void freed(struct softc *sc, char *name) {
  kfree(sc, M_DEVBUF);
  contigfree(sc, 8, M_DEVBUF);
  kfree(name, M_DEVBUF);
}
