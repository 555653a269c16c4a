// What no rule shows by itself, in the lock graph.
// RUN: %locktidy graph --all %s -- %kernel-netbsd | FileCheck %s
#include "netbsd.h"
int splnet(), splbio(), spltty(), splvm(), splusb(), splaudio(), splhigh(), splsoftnet(),
    splraiseipl(), splx();
static void soft(void *arg) {}

// CHECK-LABEL: destroy(sc):
// CHECK: destroy mutex_destroy sc->mtx (kmutex)
// CHECK-NEXT: destroy rw_destroy sc->rw (krwlock)
void destroy(struct softc *sc) {
  mutex_destroy(&sc->mtx);
  rw_destroy(&sc->rw);
}

// CHECK-LABEL: made(sc):
// CHECK: init rw_init sc->rw (krwlock)
// CHECK: register usb_init_task chan=&sc->task handler={{\*?}}soft argument=sc context=thread
// CHECK: alloc malloc
// CHECK: alloc realloc
void made(struct softc *sc) {
  rw_init(&sc->rw);
  usb_init_task(&sc->task, soft, sc, 0);
  sc->ih = malloc(8, M_DEVBUF, M_WAITOK);
  sc->ih = realloc(sc->ih, 8, M_DEVBUF, M_WAITOK);
}

// CHECK-LABEL: levels():
// CHECK: level-raise splnet label="net"
// CHECK: level-raise splbio label="bio"
// CHECK: level-raise spltty label="tty"
// CHECK: level-raise splvm label="vm"
// CHECK: level-raise splusb label="usb"
// CHECK: level-raise splaudio label="sched"
// CHECK: level-raise splhigh label="high"
// CHECK: level-raise splsoftnet label="soft"
// CHECK: level-raise splraiseipl
// CHECK: level-restore splx argument=s
void levels(void) {
  int s = splnet();
  splbio();
  spltty();
  splvm();
  splusb();
  splaudio();
  splhigh();
  splsoftnet();
  splraiseipl(0);
  splx(s);
}

// The other names of the levels.
int splhardusb(), splclock(), splstatclock(), splsched(), splserial(), splipi(), splsoftclock(), splsoftbio(), splsoftserial(), splraise(), spllower();
// CHECK-LABEL: more_levels():
// CHECK: level-raise splhardusb label="usb"
// CHECK: level-raise splclock label="sched"
// CHECK: level-raise splstatclock label="sched"
// CHECK: level-raise splsched label="sched"
// CHECK: level-raise splserial label="high"
// CHECK: level-raise splipi label="high"
// CHECK: level-raise splsoftclock label="soft"
// CHECK: level-raise splsoftbio label="soft"
// CHECK: level-raise splsoftserial label="soft"
// CHECK: level-raise splraise
// CHECK: level-restore spllower argument=0
void more_levels(void) {
  splhardusb();
  splclock();
  splstatclock();
  splsched();
  splserial();
  splipi();
  splsoftclock();
  splsoftbio();
  splsoftserial();
  splraise();
  spllower(0);
}

// CHECK-LABEL: freed(sc, name):
// CHECK: free kmem_free chan=sc label="struct softc"
// CHECK: free kmem_intr_free chan=sc label="struct softc"
// CHECK: free free chan=sc label="struct softc"
// CHECK: free kern_free chan=sc label="struct softc"
// CHECK: free pool_put chan=sc label="struct softc"
// CHECK-NOT: free
// CHECK: return
void kmem_free(void *, size_t);
void kmem_intr_free(void *, size_t);
void free(void *, int);
void kern_free(void *);
void pool_put(void *, void *);
void freed(struct softc *sc, char *name) {
  kmem_free(sc, 8);
  kmem_intr_free(sc, 8);
  free(sc, 0);
  kern_free(sc);
  pool_put(0, sc);
  kmem_free(name, 8);
}
