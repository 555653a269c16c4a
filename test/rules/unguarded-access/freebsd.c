// Data that most of the driver touches with its mutex, and some of it without.
// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/bus.h>
#include <sys/callout.h>
#include <sys/conf.h>
#include <sys/malloc.h>
#include <sys/mutex.h>
#include <sys/uio.h>

struct softc {
  struct mtx mtx;
  struct callout tick;
  struct resource *irq;
  void *ih;
  int count;   // guarded
  int helped;  // guarded, also by who calls
  int asked;   // guarded, with a path that asks first
  int rare;    // with the lock at three places only
  int hint;    // read without it
  int early;   // before the device is known
  int counter; // atomic
  struct {
    int head;
  } ring;
};

static struct softc *the_sc;
static struct mtx list_mtx;
static int list_length;

void atomic_add_int(volatile int *p, int v);

static void helper(struct softc *sc) { sc->helped++; }

// Takes it for something else.
static void unhelped(struct softc *sc) {
  sc->helped = 0; // expect: unguarded-access
  mtx_lock(&sc->mtx);
  sc->rare = 1;
  mtx_unlock(&sc->mtx);
}

// Takes it never, and may run when nobody else does: advice.
static void quiet(struct softc *sc) { sc->asked = 0; }

static int foo_open(struct cdev *dev, int oflags, int devtype, struct thread *td) {
  struct softc *sc = the_sc;

  mtx_lock(&sc->mtx);
  sc->count++;
  sc->hint++;
  sc->rare++;
  sc->ring.head++;
  helper(sc);
  if (sc->asked == 0)
    sc->asked = 1;
  atomic_add_int(&sc->counter, 1);
  sc->counter = 0;
  mtx_unlock(&sc->mtx);
  mtx_lock(&list_mtx);
  list_length++;
  mtx_unlock(&list_mtx);
  return (0);
}

static int foo_close(struct cdev *dev, int fflag, int devtype, struct thread *td) {
  struct softc *sc = the_sc;

  mtx_lock(&sc->mtx);
  sc->count--;
  sc->hint = 0;
  sc->ring.head = 0;
  sc->counter++;
  helper(sc);
  sc->asked = 0;
  mtx_unlock(&sc->mtx);
  mtx_lock(&list_mtx);
  list_length--;
  mtx_unlock(&list_mtx);
  return (0);
}

static int foo_read(struct cdev *dev, struct uio *uio, int ioflag) {
  struct softc *sc = the_sc;

  mtx_lock(&sc->mtx);
  if (sc->count == 0 || sc->hint == 0 || sc->ring.head == 0)
    sc->count = 1;
  sc->helped--;
  sc->asked++;
  sc->helped = 2;
  sc->counter--;
  mtx_unlock(&sc->mtx);
  mtx_lock(&list_mtx);
  if (list_length > 9)
    list_length = 9;
  mtx_unlock(&list_mtx);
  return (0);
}

static int foo_write(struct cdev *dev, struct uio *uio, int ioflag) {
  struct softc *sc = the_sc;
  int locked = 0;

  if (sc->hint) // a hint that is asked for again is advice
    return (0);
  mtx_lock(&sc->mtx);
  sc->count += 2;
  sc->ring.head += 2;
  sc->helped += 2;
  sc->hint += 2;
  sc->counter += 2;
  mtx_unlock(&sc->mtx);
  if (uio != NULL) {
    mtx_lock(&sc->mtx);
    locked = 1;
  }
  if (locked) {
    sc->asked--;
    mtx_unlock(&sc->mtx);
  }
  return (0);
}

static int foo_ioctl(struct cdev *dev, u_long cmd, caddr_t data, int fflag, struct thread *td) {
  struct softc *sc = the_sc;

  mtx_lock(&sc->mtx);
  sc->asked = 0;
  mtx_unlock(&sc->mtx);
  sc->count = 0; // expect: unguarded-access
  unhelped(sc);
  quiet(sc);
  sc->rare = 0;
  sc->counter = 7;
  sc->ring.head = 0; // the same slip
  list_length = 0; // expect: unguarded-access
  mtx_lock(&list_mtx);
  list_length++;
  mtx_unlock(&list_mtx);
  return (0);
}

static struct cdevsw foo_cdevsw = {
    .d_open = foo_open, .d_close = foo_close, .d_read = foo_read, .d_write = foo_write, .d_ioctl = foo_ioctl};

// Nobody else has the device yet; nor a softc that was just allocated.
static int foo_attach(device_t dev) {
  struct softc *sc = malloc(sizeof(*sc), M_DEVBUF, M_WAITOK | M_ZERO);

  sc->count = 1;
  mtx_init(&sc->mtx, "foo", NULL, MTX_DEF);
  sc->helped = 1;
  the_sc = sc;
  make_dev(&foo_cdevsw, 0, 0, 0, 0, "foo");
  return (0);
}

static int foo_detach(device_t dev) {
  struct softc *sc = the_sc;

  mtx_destroy(&sc->mtx);
  sc->count = 0;
  return (0);
}

static device_method_t foo_methods[] = {
    DEVMETHOD(device_attach, foo_attach), DEVMETHOD(device_detach, foo_detach), {0, 0}};
