// What no rule shows by itself: what a wait drops, and which result tells what.
// RUN: %locktidy graph --all %s -- %kernel-spl | FileCheck %s
#include "spl.h"

// CHECK-LABEL: waits(sc)
// CHECK: wait cv_wait chan=&sc->cv lock=sc->mtx
// CHECK: wait cv_wait_sig chan=&sc->cv lock=sc->mtx signals=1
// CHECK: wait cv_timedwait chan=&sc->cv lock=sc->mtx timeout=1 until=7
// CHECK: wait cv_timedwait_sig chan=&sc->cv lock=sc->mtx timeout=1 until=7 signals=1
// CHECK: wakeup cv_broadcast chan=&sc->cv
// CHECK: downgrade rw_downgrade sc->rw (rwsem)
void waits(struct softc *sc) {
  cv_wait(&sc->cv, &sc->mtx);
  cv_wait_sig(&sc->cv, &sc->mtx);
  cv_timedwait(&sc->cv, &sc->mtx, 7);
  cv_timedwait_sig(&sc->cv, &sc->mtx, 7);
  cv_broadcast(&sc->cv);
  rw_downgrade(&sc->rw);
}

// CHECK-LABEL: freed(sc, name):
// CHECK: free kmem_free chan=sc label="struct softc"
// CHECK: free spl_kmem_free chan=sc label="struct softc"
// CHECK-NOT: free
// CHECK: return
void kmem_free(const void *, size_t);
void spl_kmem_free(const void *, size_t);
void freed(struct softc *sc, char *name) {
  kmem_free(sc, 8);
  spl_kmem_free(sc, 8);
  kmem_free(name, 8);
}
