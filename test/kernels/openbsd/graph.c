// What no rule shows by itself, in the lock graph.
// RUN: %locktidy graph --all %s -- %kernel-openbsd | FileCheck %s
#include "openbsd.h"
int splnet(), splbio(), spltty(), splvm(), splusb(), splaudio(), splhigh(), splsoftnet(),
    splraise(), splx();
static void soft(void *arg) {}

// CHECK-LABEL: made(sc):
// CHECK: init mtx_init sc->mtx (mutex)
// CHECK: init rw_init sc->rw (rwlock) label="rw"
// CHECK: init rrw_init sc->rrw (rrwlock) label="rrw"
// CHECK: init rw_init_flags sc->rw (rwlock) label="rw" nested
// CHECK: init rrw_init_flags sc->rrw (rrwlock) label="rrw" nested
// CHECK: register usb_init_task chan=&sc->utask lock=kernel_lock (kernel-lock) handler={{\*?}}soft argument=sc context=thread
void made(struct softc *sc) {
  mtx_init(&sc->mtx, IPL_NET);
  rw_init(&sc->rw, "rw");
  rrw_init(&sc->rrw, "rrw");
  rw_init_flags(&sc->rw, "rw", RWL_DUPOK);
  rrw_init_flags(&sc->rrw, "rrw", RWL_DUPOK | RWL_IS_VNODE);
  usb_init_task(&sc->utask, soft, sc, 0);
}

// CHECK-LABEL: asserted(sc):
// CHECK: assert-not-held MUTEX_ASSERT_UNLOCKED sc->mtx (mutex)
// CHECK: assert-not-held rw_assert_unlocked sc->rw (rwlock)
// CHECK: assert-held KERNEL_ASSERT_LOCKED {{.*}}kernel_lock (kernel-lock)
// CHECK: assert-not-held KERNEL_ASSERT_UNLOCKED {{.*}}kernel_lock (kernel-lock)
// CHECK: assert-held NET_ASSERT_LOCKED netlock (rwlock, shared)
// CHECK: assert-held NET_ASSERT_LOCKED_EXCLUSIVE netlock (rwlock)
// CHECK: assert-not-held NET_ASSERT_UNLOCKED netlock (rwlock)
void asserted(struct softc *sc) {
  MUTEX_ASSERT_UNLOCKED(&sc->mtx);
  rw_assert_unlocked(&sc->rw);
  KERNEL_ASSERT_LOCKED();
  KERNEL_ASSERT_UNLOCKED();
  NET_ASSERT_LOCKED();
  NET_ASSERT_LOCKED_EXCLUSIVE();
  NET_ASSERT_UNLOCKED();
}

// CHECK-LABEL: levels():
// CHECK: level-raise splnet label="net"
// CHECK: level-raise splbio label="bio"
// CHECK: level-raise spltty label="tty"
// CHECK: level-raise splvm label="vm"
// CHECK: level-raise splusb label="usb"
// CHECK: level-raise splaudio label="clock"
// CHECK: level-raise splhigh label="high"
// CHECK: level-raise splsoftnet label="soft"
// CHECK: level-raise splraise
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
  splraise(0);
  splx(s);
}

// The other names of the levels.
int splhardusb(), splsoftusb(), splclock(), splstatclock(), splsched(), splipi(), splsoftclock(), splsofttty(), spllower();
// CHECK-LABEL: more_levels():
// CHECK: level-raise splhardusb label="usb"
// CHECK: level-raise splsoftusb label="usb"
// CHECK: level-raise splclock label="clock"
// CHECK: level-raise splstatclock label="clock"
// CHECK: level-raise splsched label="clock"
// CHECK: level-raise splipi label="clock"
// CHECK: level-raise splsoftclock label="soft"
// CHECK: level-raise splsofttty label="soft"
// CHECK: level-restore spllower argument=0
void more_levels(void) {
  splhardusb();
  splsoftusb();
  splclock();
  splstatclock();
  splsched();
  splipi();
  splsoftclock();
  splsofttty();
  spllower(0);
}

// CHECK-LABEL: freed(sc, name):
// CHECK: free free chan=sc label="struct softc"
// CHECK: free pool_put chan=sc label="struct softc"
// CHECK-NOT: free
// CHECK: return
void free(void *, int, size_t);
void pool_put(void *, void *);
void freed(struct softc *sc, char *name) {
  free(sc, 0, 8);
  pool_put(0, sc);
  free(name, 0, 8);
}
