// Handlers and the contexts in which the calls that name them have them run.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
int bus_setup_intr(device_t dev, struct resource *r, int flags, driver_filter_t *filter, driver_intr_t *handler, void *arg, void **cookiep);

// A handler of each type that sleeps, and the call that names it.
#define INTR(reg) static void HANDLER(void *arg) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
#define FILTER(reg) static int HANDLER(void *arg) { mtx_lock(&((struct softc *)arg)->mtx); mtx_unlock(&((struct softc *)arg)->mtx); return 1; } void FN(struct softc *sc) { reg; }
#define TASK(reg) static void HANDLER(void *arg, int pending) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
#define XFER(reg) static void HANDLER(usbd_xfer_handle xfer, usbd_private_handle arg, usbd_status status) { tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }

INTR(bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, NULL, HANDLER, sc, &sc->cookie)) // expect: sleep-in-interrupt
FILTER(bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, HANDLER, NULL, sc, &sc->cookie)) // expect: high-level-mutex
// A function as the argument of a macro that puts it in parentheses is not seen yet.
INTR(callout_reset(&sc->callout, 1, HANDLER, sc)) // expect: sleep-in-interrupt
INTR(callout_reset_curcpu(&sc->callout, 1, HANDLER, sc)) // expect: sleep-in-interrupt
INTR(callout_reset_on(&sc->callout, 1, HANDLER, sc, 0)) // expect: sleep-in-interrupt
INTR(callout_reset_sbt(&sc->callout, 1, 0, HANDLER, sc, 0)) // expect: sleep-in-interrupt
INTR(callout_reset_sbt_on(&sc->callout, 1, 0, HANDLER, sc, 0, 0)) // expect: sleep-in-interrupt
INTR(timeout(HANDLER, sc, 1)) // expect: sleep-in-interrupt, giant-handler
XFER(usbd_setup_xfer(0, 0, sc, 0, 0, 0, 1, HANDLER)) // expect: sleep-in-interrupt
XFER(usbd_setup_default_xfer(0, 0, sc, 1, 0, 0, 0, 0, HANDLER)) // expect: sleep-in-interrupt
XFER(usbd_setup_isoc_xfer(0, 0, sc, 0, 0, 0, HANDLER)) // expect: sleep-in-interrupt
XFER(usbd_open_pipe_intr(0, 0, 0, 0, sc, 0, 0, HANDLER, 1)) // expect: sleep-in-interrupt

// A thread knows whether it may sleep.
struct thread { int td_no_sleeping; };
struct thread *__curthread(void);
#define curthread (__curthread())
#define ASKS(reg) static void HANDLER(void *arg) { if (!curthread->td_no_sleeping) tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
#define ASKS_WRONG(reg) static void HANDLER(void *arg) { if (curthread->td_no_sleeping) tsleep(arg, 0, "w", 1); } void FN(struct softc *sc) { reg; }
ASKS(bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, NULL, HANDLER, sc, &sc->cookie))
ASKS(callout_reset(&sc->callout, 1, HANDLER, sc))
ASKS_WRONG(callout_reset(&sc->callout, 1, HANDLER, sc)) // expect: sleep-in-interrupt

// Tasks and threads may sleep.
TASK(TASK_INIT(&sc->task, 0, HANDLER, sc))
TASK(TIMEOUT_TASK_INIT(sc->tq, &sc->ttask, 0, HANDLER, sc))
INTR(kproc_create(HANDLER, sc, 0, 0, 0, "p"))
INTR(usb_init_task(&sc->utask, HANDLER, sc))

// Registering and waiting for handlers sleeps, too.
static void intr(void *arg) {}
UNDER(bus_setup_intr(sc->dev, sc->irq, INTR_MPSAFE, NULL, intr, sc, &sc->cookie)) // expect: sleep-under-lock
PAIR(, bus_setup_intr(sc->dev, sc->irq, INTR_TYPE_NET, NULL, intr, sc, &sc->cookie)) // expect: giant-handler
UNDER(bus_teardown_intr(sc->dev, sc->irq, sc->cookie)) // expect: drain-under-lock
UNDER(callout_drain(&sc->callout)) // expect: sleep-under-lock
UNDER(taskqueue_drain(sc->tq, &sc->task)) // expect: sleep-under-lock
UNDER(taskqueue_drain_timeout(sc->tq, &sc->ttask)) // expect: sleep-under-lock
UNDER(kthread_create(intr, sc, 0, 0, 0, "t")) // expect: sleep-under-lock
UNDER(kproc_create(intr, sc, 0, 0, 0, "t")) // expect: sleep-under-lock
UNDER(kthread_add(intr, sc, 0, 0, 0, 0, "t")) // expect: sleep-under-lock
UNDER(kproc_kthread_add(intr, sc, 0, 0, 0, 0, "p", "t")) // expect: sleep-under-lock
UNDER(usbd_transfer_drain(sc)) // expect: sleep-under-lock
UNDER(usbd_open_pipe_intr(0, 0, 0, 0, sc, 0, 0, NULL, 1)) // expect: sleep-under-lock

// Putting a task or a callout on its queue does not sleep.
UNDER(callout_reset(&sc->callout, 1, intr, sc))
