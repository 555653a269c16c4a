// Static variables of functions that two threads can be in.
// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/bus.h>
#include <sys/conf.h>
#include <sys/mutex.h>
#include <sys/uio.h>

static struct mtx mtx;

static const char *name(int unit) {
  static char buf[8];

  buf[0] = '0' + unit; // expect: static-in-entry-point
  return (buf);
}

static int foo_open(struct cdev *dev, int oflags, int devtype, struct thread *td) {
  static int opened;

  opened++; // expect: static-in-entry-point
  return (name(opened) != NULL);
}

// One at a time.
static int foo_close(struct cdev *dev, int fflag, int devtype, struct thread *td) {
  static int closed;

  mtx_lock(&mtx);
  closed++;
  mtx_unlock(&mtx);
  return (0);
}

// Nobody writes it.
static int foo_read(struct cdev *dev, struct uio *uio, int ioflag) {
  static const int sizes[] = {1, 2};
  static int limit = 3;

  return (sizes[ioflag & 1] < limit);
}

// The caller has the lock.
static int next(void) {
  static int serial;

  return (++serial);
}

static int foo_write(struct cdev *dev, struct uio *uio, int ioflag) {
  int n;

  mtx_lock(&mtx);
  n = next();
  mtx_unlock(&mtx);
  return (n == 0);
}

// Under Giant, and not.
static void old_intr(void *arg) {
  static int interrupts;

  interrupts++;
}

static void new_intr(void *arg) {
  static int interrupts;

  interrupts++; // expect: static-in-entry-point
}

static struct cdevsw foo_cdevsw = {.d_open = foo_open, .d_close = foo_close, .d_read = foo_read, .d_write = foo_write};

static int foo_attach(device_t dev) {
  static int attached;

  if (attached++ == 0)
    mtx_init(&mtx, "foo", NULL, MTX_DEF);
  bus_setup_intr(dev, NULL, INTR_TYPE_NET, NULL, old_intr, dev, NULL); // expect: giant-handler
  bus_setup_intr(dev, NULL, INTR_TYPE_NET | INTR_MPSAFE, NULL, new_intr, dev, NULL);
  make_dev(&foo_cdevsw, 0, 0, 0, 0, "foo");
  return (0);
}

static device_method_t foo_methods[] = {DEVMETHOD(device_attach, foo_attach), {0, 0}};
