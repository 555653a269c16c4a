// What no rule shows by itself, in the lock graph.
// RUN: %locktidy graph --all %s -- %kernel-illumos | FileCheck %s
#include "illumos.h"
int splhi(void);
int ddi_enter_critical(void);
void splx(int s);
void ddi_exit_critical(unsigned int s);
static void later(void *arg) {}

// CHECK-LABEL: destroy(sc):
// CHECK: destroy mutex_destroy sc->mtx (kmutex, exclusive)
// CHECK-NEXT: destroy rw_destroy sc->rw (krwlock)
void destroy(struct softc *sc) {
  mutex_destroy(&sc->mtx);
  rw_destroy(&sc->rw);
}

// CHECK-LABEL: level():
// CHECK: level-raise splhi label="high"
// CHECK: level-restore splx argument=s
// CHECK: level-raise ddi_enter_critical label="high"
// CHECK: level-restore ddi_exit_critical argument=s
void level(void) {
  int s = splhi();
  splx(s);
  s = ddi_enter_critical();
  ddi_exit_critical(s);
}

// CHECK-LABEL: later_on(sc):
// CHECK: register usb_async_req handler=later argument=sc context=taskq
// CHECK: may-sleep scsi_probe
void later_on(struct softc *sc) {
  usb_async_req(sc->dip, later, sc, 0);
  scsi_probe(0, SLEEP_FUNC);
}

// CHECK-LABEL: asserted(sc):
// CHECK: assert-not-held MUTEX_NOT_HELD sc->mtx (kmutex)
void asserted(struct softc *sc) {
  ASSERT(MUTEX_NOT_HELD(&sc->mtx));
}

// The other names of the levels.
int splr(), splhigh(), spl7(), spl8(), splzs(), splvm();
// CHECK-LABEL: more_levels():
// CHECK: level-raise splr label="high"
// CHECK: level-raise splhigh label="high"
// CHECK: level-raise spl7 label="high"
// CHECK: level-raise spl8 label="high"
// CHECK: level-raise splzs label="high"
// CHECK: level-raise splvm label="high"
void more_levels(void) {
  splr();
  splhigh();
  spl7();
  spl8();
  splzs();
  splvm();
}

// CHECK-LABEL: freed(sc, name):
// CHECK: free kmem_free chan=sc label="struct softc"
// CHECK-NOT: free
// CHECK: return
void kmem_free(void *, size_t);
void freed(struct softc *sc, char *name) {
  kmem_free(sc, 8);
  kmem_free(name, 8);
}
