// Handlers and the contexts in which the calls that name them have them run.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
void usbd_setup_xfer(void *xfer, void *priv, void *buffer, unsigned length, int flags, unsigned timeout, usbd_callback callback);

#define INTR(reg) static int HANDLER(void *arg) { tsleep(arg, 0, "w", 1); return 1; } void FN(struct softc *sc) { reg; }
#define SOFT(reg) static void HANDLER(void *arg) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
#define WORK(reg) static void HANDLER(struct work *wk, void *arg) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
#define XFER(reg) static void HANDLER(void *xfer, void *arg, int status) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }

INTR(sc->ih = pci_intr_establish(0, 0, IPL_VM, HANDLER, sc)) // expect: sleep-in-interrupt
INTR(sc->ih = pci_intr_establish_xname(0, 0, IPL_VM, HANDLER, sc, "x")) // expect: sleep-in-interrupt
INTR(sc->ih = isa_intr_establish(0, 5, 0, IPL_VM, HANDLER, sc)) // expect: sleep-in-interrupt
SOFT(sc->ih = softint_establish(SOFTINT_NET, HANDLER, sc)) // expect: sleep-in-interrupt
SOFT(callout_reset(&sc->callout, 1, HANDLER, sc)) // expect: sleep-in-interrupt
SOFT(callout_setfunc(&sc->callout, HANDLER, sc)) // expect: sleep-in-interrupt
XFER(usbd_setup_xfer(0, sc, 0, 0, 0, 1, HANDLER)) // expect: sleep-in-interrupt
XFER(usbd_open_pipe_intr(0, 0, 0, 0, sc, 0, 0, HANDLER, 1)) // expect: sleep-in-interrupt

// Who asks in which of them this is does not sleep there.
bool cpu_intr_p(void);
bool cpu_softintr_p(void);
#define ASKED(ask, reg) static int HANDLER(void *arg) { if (!ask()) tsleep(arg, 0, "w", 1); return 1; } void FN(struct softc *sc) { reg; }
#define SOFT_ASKED(ask, reg) static void HANDLER(void *arg) { if (!ask()) tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
ASKED(cpu_intr_p, sc->ih = pci_intr_establish(0, 0, IPL_VM, HANDLER, sc))
SOFT_ASKED(cpu_softintr_p, sc->ih = softint_establish(SOFTINT_NET, HANDLER, sc))
SOFT_ASKED(cpu_intr_p, sc->ih = softint_establish(SOFTINT_NET, HANDLER, sc)) // expect: sleep-in-interrupt

// An adaptive mutex panics in an interrupt handler; which one it is says its level.
#define TAKES(lock, reg) static int HANDLER(void *arg) { struct softc *sc = arg; mutex_enter(lock); mutex_exit(lock); return 1; } void FN(struct softc *sc) { reg; }
void init(struct softc *sc) {
  mutex_init(&sc->other, MUTEX_DEFAULT, IPL_NONE);
  mutex_init(&sc->vm, MUTEX_DEFAULT, IPL_VM);
}
TAKES(&sc->other, pci_intr_establish(0, 0, IPL_VM, HANDLER, sc)) // expect: high-level-mutex
TAKES(&sc->vm, pci_intr_establish(0, 0, IPL_VM, HANDLER, sc))

// Work and threads may sleep.
WORK(workqueue_create(&sc->wq, "w", HANDLER, sc, 0, IPL_NONE, 0))
SOFT(kthread_create(0, 0, 0, HANDLER, sc, 0, "t"))
SOFT(usb_init_task(&sc->task, HANDLER, sc, 0))

// Registering and waiting for handlers sleeps.
static int intr(void *arg) { return 1; }
static void soft(void *arg) {}
static void work(struct work *wk, void *arg) {}
UNDER(pci_intr_establish(0, 0, IPL_VM, intr, sc)) // expect: sleep-under-lock
UNDER(pci_intr_disestablish(0, sc->ih)) // expect: sleep-under-lock
UNDER(isa_intr_disestablish(0, sc->ih)) // expect: sleep-under-lock
UNDER(softint_establish(SOFTINT_NET, soft, sc)) // expect: sleep-under-lock
UNDER(softint_disestablish(sc->ih)) // expect: sleep-under-lock
UNDER(workqueue_create(&sc->wq, "w", work, sc, 0, IPL_NONE, 0)) // expect: sleep-under-lock
UNDER(workqueue_destroy(sc->wq)) // expect: sleep-under-lock
UNDER(workqueue_wait(sc->wq, 0)) // expect: sleep-under-lock
UNDER(kthread_create(0, 0, 0, soft, sc, 0, "t")) // expect: sleep-under-lock

// These drop the mutex that they are given while they wait.
KNOWN(callout_halt(&sc->callout, &sc->mtx)) // expect: recursive-lock
KNOWN(usb_rem_task_wait(0, &sc->task, 0, &sc->mtx)) // expect: recursive-lock

// The kernel lock is held on the call, unless the flag says that it is not needed:
// it may be released for a while, but not for good.
#define SOFTINT_MPSAFE 0x100
#define CALLOUT_MPSAFE 0x100
#define WQ_MPSAFE 0x01
#define UNLOCKS(name, ...) static void name(__VA_ARGS__ void *arg) { KERNEL_UNLOCK_ONE(0);
UNLOCKS(soft_gives) return; } // expect: unlock-not-held
UNLOCKS(soft_mpsafe) return; }
UNLOCKS(callout_gives) return; } // expect: unlock-not-held
UNLOCKS(callout_mpsafe) return; }
UNLOCKS(work_gives, struct work *wk,) return; } // expect: unlock-not-held
UNLOCKS(work_mpsafe, struct work *wk,) return; }
UNLOCKS(soft_takes) KERNEL_LOCK(1, 0); }
struct mp_softc { struct callout callout, safe_callout; struct workqueue *wq; };
void mpsafe(struct mp_softc *sc) {
  softint_establish(SOFTINT_NET, soft_gives, sc);
  softint_establish(SOFTINT_NET, soft_takes, sc);
  softint_establish(SOFTINT_NET | SOFTINT_MPSAFE, soft_mpsafe, sc);
  callout_init(&sc->callout, 0);
  callout_reset(&sc->callout, 1, callout_gives, sc);
  callout_init(&sc->safe_callout, CALLOUT_MPSAFE);
  callout_reset(&sc->safe_callout, 1, callout_mpsafe, sc);
  workqueue_create(&sc->wq, "w", work_gives, sc, 0, IPL_NONE, 0);
  workqueue_create(&sc->wq, "w", work_mpsafe, sc, 0, IPL_NONE, WQ_MPSAFE);
}

// An interrupt handler of the level of devices, and a thread: what is said of the
// interrupt before counts.
#define IPL_BIO IPL_VM
#define PCI_INTR_MPSAFE 1
#define KTHREAD_MPSAFE 0x02
int pci_intr_setattr(void *pc, int *ih, int attr, int data);
#define UNLOCKS_INTR(name) static int name(void *arg) { KERNEL_UNLOCK_ONE(0);
UNLOCKS_INTR(intr_gives) return 1; } // expect: unlock-not-held
UNLOCKS_INTR(intr_mpsafe) return 1; }
UNLOCKS_INTR(queue_mpsafe) return 1; }
UNLOCKS_INTR(intr_not_mpsafe) return 1; } // expect: unlock-not-held
UNLOCKS_INTR(intr_of_clock) return 1; }
UNLOCKS_INTR(isa_gives) return 1; } // expect: unlock-not-held
UNLOCKS(thread_gives) return; } // expect: unlock-not-held
UNLOCKS(thread_mpsafe) return; }
struct msi_softc { int sc_ihs[4]; void *sc_cookie; };
void interrupts(struct msi_softc *sc, void *pc) {
  int ih, safe, unsafe, i;
  pci_intr_establish(pc, ih, IPL_BIO, intr_gives, sc);
  pci_intr_setattr(pc, &safe, PCI_INTR_MPSAFE, 1);
  pci_intr_establish(pc, safe, IPL_BIO, intr_mpsafe, sc);
  pci_intr_setattr(pc, &unsafe, PCI_INTR_MPSAFE, 0);
  pci_intr_establish(pc, unsafe, IPL_BIO, intr_not_mpsafe, sc);
  for (i = 0; i < 4; i++) {
    pci_intr_setattr(pc, &sc->sc_ihs[i], PCI_INTR_MPSAFE, 1);
    pci_intr_establish(pc, sc->sc_ihs[i], IPL_BIO, queue_mpsafe, sc);
  }
  pci_intr_establish(pc, ih, IPL_SCHED, intr_of_clock, sc);
  isa_intr_establish(pc, 5, 0, IPL_BIO, isa_gives, sc);
  kthread_create(0, 0, 0, thread_gives, sc, 0, "t");
  kthread_create(0, KTHREAD_MPSAFE, 0, thread_mpsafe, sc, 0, "t");
}
