// Handlers and the contexts in which the calls that name them have them run.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"

#define INTR(reg) static int HANDLER(void *arg) { tsleep(arg, 0, "w", 1); return 1; } void FN(struct softc *sc) { reg; }
#define SOFT(reg) static void HANDLER(void *arg) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
#define XFER(reg) static void HANDLER(void *xfer, void *arg, int status) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }

INTR(sc->ih = pci_intr_establish(0, 0, IPL_NET, HANDLER, sc, "x")) // expect: sleep-in-interrupt
INTR(sc->ih = isa_intr_establish(0, 5, 0, IPL_NET, HANDLER, sc, "x")) // expect: sleep-in-interrupt
SOFT(sc->ih = softintr_establish(IPL_NET, HANDLER, sc)) // expect: sleep-in-interrupt
SOFT(sc->ih = softintr_establish_mpsafe(IPL_NET, HANDLER, sc)) // expect: sleep-in-interrupt
SOFT(timeout_set(&sc->to, HANDLER, sc)) // expect: sleep-in-interrupt
SOFT(timeout_set_flags(&sc->to, HANDLER, sc, KCLOCK_NONE, 0)) // expect: sleep-in-interrupt
XFER(usbd_setup_xfer(0, 0, sc, 0, 0, 0, 1, HANDLER)) // expect: sleep-in-interrupt
XFER(usbd_open_pipe_intr(0, 0, 0, 0, sc, 0, 0, HANDLER, 1)) // expect: sleep-in-interrupt

// An interrupt handler need not wait for its own CPU, nor need a timeout, which runs
// on the same; a soft interrupt may be on another. Requests of a callback are refused;
// to close a pipe is not.
int intr_barrier(void *ih), usbd_close_pipe(void *pipe), usbd_do_request(void *dev);
static int stops(void *arg) { struct softc *sc = arg; intr_barrier(sc->ih); return 1; }
static void ticks(void *arg) { struct softc *sc = arg; intr_barrier(sc->ih); }
static void soft(void *arg) { struct softc *sc = arg; intr_barrier(sc->ih); } // expect: sleep-in-interrupt
static void requests(void *xfer, void *arg, int status) { usbd_do_request(arg); }
static void closes(void *xfer, void *arg, int status) { usbd_close_pipe(arg); } // expect: sleep-in-interrupt
void stopping(struct softc *sc) {
  sc->ih = pci_intr_establish(0, 0, IPL_NET, stops, sc, "x");
  timeout_set(&sc->to, ticks, sc);
  softintr_establish(IPL_NET, soft, sc);
  usbd_setup_xfer(0, 0, sc, 0, 0, 0, 1, requests);
  usbd_setup_xfer(0, 0, sc, 0, 0, 0, 1, closes);
}

// What runs in a process may sleep. A task may also be a hook of the network, so that
// nothing is known of the locks it is called with.
static void hook(void *arg) { struct softc *sc = arg; MUTEX_ASSERT_LOCKED(&sc->mtx); }
void hooks(struct softc *sc) { task_set(&sc->task, hook, sc); }
SOFT(timeout_set_flags(&sc->to, HANDLER, sc, KCLOCK_NONE, TIMEOUT_PROC))
SOFT(timeout_set_proc(&sc->to, HANDLER, sc))
SOFT(task_set(&sc->task, HANDLER, sc))
SOFT(kthread_create(HANDLER, sc, 0, "t"))

// Registering and waiting for handlers sleeps.
static int intr(void *arg) { return 1; }
static void soft(void *arg) {}
UNDER(pci_intr_establish(0, 0, IPL_NET, intr, sc, "x")) // expect: sleep-under-lock
UNDER(softintr_establish(IPL_NET, soft, sc)) // expect: sleep-under-lock
UNDER(timeout_del_barrier(&sc->to)) // expect: sleep-under-lock
UNDER(timeout_barrier(&sc->to)) // expect: sleep-under-lock
UNDER(taskq_del_barrier(sc->tq, &sc->task)) // expect: sleep-under-lock
UNDER(kthread_create(soft, sc, 0, "t")) // expect: sleep-under-lock
UNDER(usb_wait_task(0, &sc->utask)) // expect: sleep-under-lock
UNDER(usb_rem_wait_task(0, &sc->utask)) // expect: sleep-under-lock

// These do nothing to a mutex that they are given.
KNOWN(pci_intr_disestablish(0, &sc->mtx)) // expect: recursive-lock
KNOWN(kthread_create_deferred(soft, &sc->mtx)) // expect: recursive-lock
KNOWN(config_mountroot(&sc->mtx, soft)) // expect: recursive-lock
KNOWN(timeout_set_proc(&sc->to, soft, &sc->mtx)) // expect: recursive-lock
KNOWN(task_set(&sc->task, soft, &sc->mtx)) // expect: recursive-lock

// The kernel lock is held on the call, unless a flag says that it is not needed:
// it may be released for a while, but not for good.
#define UNLOCKS(type, name, value) static type name(void *arg) { KERNEL_UNLOCK(); return value;
UNLOCKS(int, pci_gives, 1) } // expect: unlock-not-held
UNLOCKS(int, pci_mpsafe, 1) }
UNLOCKS(int, isa_gives, 1) } // expect: unlock-not-held
UNLOCKS(int, isa_mpsafe, 1) }
UNLOCKS(void, soft_gives, ) } // expect: unlock-not-held
UNLOCKS(void, soft_mpsafe, ) }
UNLOCKS(void, soft_mpsafe_too, ) }
UNLOCKS(void, to_gives, ) } // expect: unlock-not-held
UNLOCKS(void, proc_gives, ) } // expect: unlock-not-held
UNLOCKS(void, flags_gives, ) } // expect: unlock-not-held
UNLOCKS(void, flags_mpsafe, ) }
static void to_takes(void *arg) { KERNEL_UNLOCK(); KERNEL_LOCK(); }
void mpsafe(struct softc *sc) {
  pci_intr_establish(0, 0, IPL_NET, pci_gives, sc, "x");
  pci_intr_establish(0, 0, IPL_NET | IPL_MPSAFE, pci_mpsafe, sc, "x");
  isa_intr_establish(0, 5, 0, IPL_NET, isa_gives, sc, "x");
  isa_intr_establish(0, 5, 0, IPL_NET | IPL_MPSAFE, isa_mpsafe, sc, "x");
  softintr_establish(IPL_NET, soft_gives, sc);
  softintr_establish(IPL_NET | IPL_MPSAFE, soft_mpsafe, sc);
  softintr_establish_mpsafe(IPL_NET, soft_mpsafe_too, sc);
  timeout_set(&sc->to, to_gives, sc);
  timeout_set(&sc->to, to_takes, sc);
  timeout_set_proc(&sc->to, proc_gives, sc);
  timeout_set_flags(&sc->to, flags_gives, sc, KCLOCK_NONE, 0);
  timeout_set_flags(&sc->to, flags_mpsafe, sc, KCLOCK_NONE, TIMEOUT_MPSAFE);
}
