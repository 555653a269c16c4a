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

// What runs in a process may sleep.
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
