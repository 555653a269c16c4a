// Callouts, soft interrupts, tasks and devices whose handlers the kernel calls under Giant.
// RUN: %check-expect %s -- %freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/bus.h>
#include <sys/callout.h>
#include <sys/conf.h>
#include <sys/mutex.h>
#include <sys/taskqueue.h>

struct intr_event;
extern struct intr_event *tty_intr_event;
int swi_add(struct intr_event **event, const char *name, void (*handler)(void *), void *arg,
            int pri, int flags, void **cookie);
struct callout_handle { struct callout *callout; };
struct callout_handle timeout(void (*handler)(void *), void *arg, int ticks);
extern struct taskqueue *taskqueue_swi_giant, *taskqueue_swi;

struct softc {
  struct mtx mtx;
  struct callout tick, watchdog;
  struct task task;
  void *cookie;
};

static void handler(void *arg) {}

void callouts_bad(struct softc *sc) {
  callout_init(&sc->tick, 0);       // expect: giant-handler
  callout_init(&sc->watchdog, 1);
}

void callout_with_mutex_ok(struct softc *sc) {
  callout_init_mtx(&sc->tick, &sc->mtx, 0);
}

void callout_chosen_ok(struct softc *sc, int mpsafe) {
  callout_init(&sc->tick, mpsafe);
}

void timeout_bad(struct softc *sc) {
  timeout(handler, sc, 100); // expect: giant-handler
}

void soft_interrupt_bad(struct softc *sc) {
  swi_add(&tty_intr_event, "foo", handler, sc, 0, 0, &sc->cookie); // expect: giant-handler
}

void soft_interrupt_ok(struct softc *sc) {
  swi_add(&tty_intr_event, "foo", handler, sc, 0, INTR_MPSAFE, &sc->cookie);
}

void task_bad(struct softc *sc) {
  taskqueue_enqueue(taskqueue_swi_giant, &sc->task); // expect: giant-handler
}

void task_ok(struct softc *sc, struct taskqueue *own) {
  taskqueue_enqueue(taskqueue_swi, &sc->task);
  taskqueue_enqueue(own, &sc->task);
}

static int opened(struct cdev *dev, int flags, int type, struct thread *td) { return (0); }

// One for all functions of a device.
static struct cdevsw giant_cdevsw = {
  .d_version = D_VERSION,
  .d_flags = D_NEEDGIANT,
  .d_open = opened, // expect: giant-handler
  .d_close = opened,
};
static struct cdevsw mpsafe_cdevsw = {
  .d_version = D_VERSION,
  .d_open = opened,
};
struct cdevsw *all[] = {&giant_cdevsw, &mpsafe_cdevsw};
