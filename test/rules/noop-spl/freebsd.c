// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <dev/usb/usbdi.h>

struct softc {
  struct mtx mtx;
  int n;
};

void level_bad(struct softc *sc) {
  int s;

  s = splbio(); // expect: noop-spl
  sc->n++;
  splx(s);
}

// The bus's own name for a level.
void usb_level_bad(struct softc *sc) {
  int s = splusb(); // expect: noop-spl

  sc->n++;
  splx(s);
}

int each_raise_bad(struct softc *sc) {
  int s, t;

  s = splnet(); // expect: noop-spl
  if (sc->n == 0) {
    splx(s);
    return (ENXIO);
  }
  t = splhigh(); // expect: noop-spl
  sc->n--;
  splx(t);
  splx(s);
  return (0);
}

// What protects here is the mutex; the level adds nothing.
void under_mutex_bad(struct softc *sc) {
  int s;

  mtx_lock(&sc->mtx);
  s = splbio(); // expect: noop-spl
  sc->n++;
  splx(s);
  mtx_unlock(&sc->mtx);
}

void mutex_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  sc->n++;
  mtx_unlock(&sc->mtx);
}

// Only restores: the raise is somewhere else.
void restore_bad(int s) {
  splx(s); // expect: noop-spl
}

// A level of the bus as a helper that says what is left to do, around one that does
// nothing.
#define splhardusb() usb_splbio_wrapper(__func__, __LINE__)
static inline int usb_splbio_wrapper(const char *func, int line) {
  printf("%s:%d: TODO\n", func, line);
  return (splbio()); // expect: noop-spl
}
void reminded_bad(struct softc *sc) {
  int s = splhardusb(); // expect: noop-spl

  sc->n++;
  splx(s);
}

// One that takes a lock instead: only what restores is idle.
#undef splfw
#define splfw() fw_lock(&fw_mtx)
extern struct mtx fw_mtx;
static inline int fw_lock(struct mtx *m) {
  mtx_lock(m);
  mtx_unlock(m);
  return (0);
}
void locks_bad(struct softc *sc) {
  int s = splfw();

  sc->n++;
  splx(s); // expect: noop-spl
}
