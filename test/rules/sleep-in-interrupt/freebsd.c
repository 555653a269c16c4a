// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/kernel.h>
#include <sys/malloc.h>
#include <sys/callout.h>
#include <sys/taskqueue.h>
#include <dev/usb/usbdi.h>

struct softc {
  device_t dev;
  struct resource *irq;
  void *ih;
  struct mtx mtx;
  struct callout callout, locked_callout;
  struct task task;
  void *buf;
  int ready;
};

static int filter_bad(void *arg) {
  pause("filter", 1); // expect: sleep-in-interrupt
  return (FILTER_SCHEDULE_THREAD);
}

static void thread_bad(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "intr", 0); // expect: sleep-in-interrupt
  mtx_unlock(&sc->mtx);
}

static void wait_ready(struct softc *sc) {
  while (!sc->ready)
    tsleep(sc, PZERO, "wait", 0); // expect: sleep-in-interrupt
}

static void reset(struct softc *sc) { wait_ready(sc); }

static void callout_bad(void *arg) {
  struct softc *sc = arg;

  reset(sc);
  callout_reset(&sc->callout, hz, callout_bad, sc);
}

// An allocation that may sleep is a sleep.
static void callout_alloc_bad(void *arg) {
  struct softc *sc = arg;

  sc->buf = malloc(64, M_DEVBUF, M_WAITOK); // expect: sleep-in-interrupt
}

static void refill(struct softc *sc, int how) {
  sc->buf = malloc(64, M_DEVBUF, how);
}

static void callout_ok(void *arg) {
  struct softc *sc = arg;

  refill(sc, M_NOWAIT);
  wakeup(sc);
  taskqueue_enqueue(taskqueue_thread, &sc->task);
}

static void thread_ok(void *arg) {
  struct softc *sc = arg;

  mtx_lock(&sc->mtx);
  sc->ready = 1;
  wakeup(sc);
  mtx_unlock(&sc->mtx);
  callout_reset(&sc->callout, hz, callout_ok, sc);
}

// A task runs in a thread that may sleep.
static void task_ok(void *context, int pending) {
  struct softc *sc = context;

  refill(sc, M_WAITOK);
  pause("task", 1);
}

// Called by nothing but threads.
void ioctl_ok(struct softc *sc) {
  refill(sc, M_WAITOK);
  pause("ioctl", 1);
}

// USB callbacks come from the interrupt thread of the controller.
static void xfer_bad(usbd_xfer_handle xfer, usbd_private_handle priv,
                     usbd_status status) {
  struct softc *sc = priv;

  if (status != USBD_NORMAL_COMPLETION)
    sc->buf = malloc(64, M_DEVBUF, M_WAITOK); // expect: sleep-in-interrupt
  wakeup(sc);
}

void start(struct softc *sc, usbd_xfer_handle xfer, usbd_pipe_handle pipe) {
  usbd_setup_xfer(xfer, pipe, sc, sc->buf, 64, 0, USBD_NO_TIMEOUT, xfer_bad);
}

// The argument says whether it may sleep.
static void settle(struct softc *sc, int cansleep) {
  if (!cansleep) {
    DELAY(10);
    return;
  }
  mtx_lock(&sc->mtx);
  while (!sc->ready)
    msleep(sc, &sc->mtx, PZERO, "settle", 0);
  mtx_unlock(&sc->mtx);
}

static void thread_argument_ok(void *arg) { settle(arg, 0); }

void ioctl_argument_ok(struct softc *sc) { settle(sc, 1); }

static void one_of_two_bad(void *arg) {
  pause("one", 1); // expect: sleep-in-interrupt
}

static void other_of_two_ok(void *arg) { wakeup(arg); }

int attach_variable(struct softc *sc, int kind) {
  driver_intr_t *handler = kind ? one_of_two_bad : other_of_two_ok;

  return (bus_setup_intr(sc->dev, sc->irq, INTR_TYPE_MISC | INTR_MPSAFE, NULL,
                         handler, sc, &sc->ih));
}

static void wrapped_bad(void *arg) {
  pause("wrapped", 1); // expect: sleep-in-interrupt
}

static int setup(struct softc *sc, driver_intr_t *handler) {
  return (bus_setup_intr(sc->dev, sc->irq, INTR_TYPE_MISC | INTR_MPSAFE, NULL,
                         handler, sc, &sc->ih));
}

int attach_wrapped(struct softc *sc) {
  if (setup(sc, wrapped_bad))
    return (ENXIO);
  return (setup(sc, thread_argument_ok));
}

int attach(struct softc *sc) {
  int flags = INTR_TYPE_MISC | INTR_MPSAFE;

  mtx_init(&sc->mtx, "mtx", NULL, MTX_DEF);
  callout_init(&sc->callout, CALLOUT_MPSAFE);
  callout_init_mtx(&sc->locked_callout, &sc->mtx, 0);
  TASK_INIT(&sc->task, 0, task_ok, sc);
  if (bus_setup_intr(sc->dev, sc->irq, flags, filter_bad, thread_bad, sc,
                     &sc->ih))
    return (ENXIO);
  if (bus_setup_intr(sc->dev, sc->irq, flags, NULL, thread_ok, sc, &sc->ih))
    return (ENXIO);
  callout_reset(&sc->callout, hz, callout_bad, sc);
  callout_reset(&sc->callout, hz, callout_alloc_bad, sc);
  return (0);
}
