// RUN: %check-expect %s -- %kernel-linux
// A thread of the kernel gets no signals unless it asks for them. Seen in linux:
// drivers/usb/usbip/stub_tx.c, stub_tx_loop(); drivers/block/drbd/drbd_main.c,
// drbd_thread_setup().
#include "linux.h"
int wait_for_completion_interruptible(struct completion *);
void allow_signal(int);
struct task_struct *kthread_run(int (*threadfn)(void *), void *data, const char *name);

struct softc {
  struct completion done;
  int busy;
};

static void thread_only(struct softc *sc) {
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done);
}

static void also_ioctl(struct softc *sc) {
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done); // expect: wait-result-ignored
}

static int deaf_thread(void *arg) {
  thread_only(arg);
  also_ioctl(arg);
  return 0;
}

static int ready_thread(void *arg) {
  struct softc *sc = arg;

  allow_signal(9);
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done); // expect: wait-result-ignored
  return 0;
}

void start(struct softc *sc) {
  kthread_run(deaf_thread, sc, "deaf");
  kthread_run(ready_thread, sc, "ready");
}

long ioctl(struct softc *sc) {
  also_ioctl(sc);
  return 0;
}

/* Who registers it asks twice for what files change that are not seen. Seen in linux:
   drivers/block/xen-blkback/xenbus.c, xen_update_blkif_status(). */
struct bus { int state; };
struct backend { struct bus *bus; };
void bus_switch(struct bus *);

int late_thread(void *arg) {
  struct softc *sc = arg;

  while (sc->busy)
    wait_for_completion_interruptible(&sc->done);
  return 0;
}

int late_ready_thread(void *arg) {
  struct softc *sc = arg;

  allow_signal(9);
  while (sc->busy)
    wait_for_completion_interruptible(&sc->done); // expect: wait-result-ignored
  return 0;
}

static void connect(struct backend *be) {
  if (be->bus->state != 4)
    bus_switch(be->bus);
}

void update(struct softc *sc, struct backend *be) {
  if (be->bus->state == 4)
    return;
  connect(be);
  if (be->bus->state != 4)
    return;
  kthread_run(late_thread, sc, "late");
  kthread_run(late_ready_thread, sc, "late");
}
