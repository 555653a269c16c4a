// RUN: %check-expect %s -- %freebsd
// RUN: not %locktidy check --level=advice %s -- %freebsd | FileCheck %s
//
// A sleep behind many functions that each ask something first is advice; one
// behind as many that always come to their call is not, nor behind fewer. Which
// of several functions a pointer calls is a question, too, whatever they do.

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/bus.h>
#include <sys/malloc.h>

struct softc {
  struct resource *irq;
  void *ih;
  int a[10];
};

static void far(struct softc *sc) {
  pause("far", 1);
}
static void near(struct softc *sc) {
  pause("near", 1); // expect: sleep-in-interrupt
}
// CHECK: chain.c:[[@LINE-5]]:{{[0-9]+}}: advice: 'pause' sleeps
// CHECK: note: assumes that the conditions in all the functions on this path can hold together
static void always(struct softc *sc) {
  pause("always", 1); // expect: sleep-in-interrupt
}
static void six(struct softc *sc) {
  pause("six", 1); // expect: sleep-in-interrupt
}
// CHECK: chain.c:[[@LINE+2]]:{{[0-9]+}}: advice: 'pause' sleeps
static void seven(struct softc *sc) {
  pause("seven", 1);
}

#define ASKS(n, next) \
  static void far##n(struct softc *sc) { if (sc->a[n]) next(sc); }
#define DOES(n, next) static void always##n(struct softc *sc) { next(sc); }
ASKS(9, far)
ASKS(8, far9)
ASKS(7, far8)
ASKS(6, far7)
ASKS(5, far6)
ASKS(4, far5)
ASKS(3, far4)
ASKS(2, far3)
ASKS(1, near)
DOES(9, always)
DOES(8, always9)
DOES(7, always8)
DOES(6, always7)
DOES(5, always6)
DOES(4, always5)
DOES(3, always4)
DOES(2, always3)

// Five ask, and twice a pointer is called: both of its targets sleep.
static void this(struct softc *sc) { pause("this", 1); }
static void that(struct softc *sc) { pause("that", 1); }
struct ops {
  void (*one)(struct softc *), (*other)(struct softc *);
};
static void through(struct softc *sc);
static void past(struct softc *sc);
static void other(struct softc *sc) { pause("other", 1); } // expect: sleep-in-interrupt
static const struct ops ops[] = {{this, through}, {that, past}};
static const struct ops few[] = {{other, other}};
static void through(struct softc *sc) { if (sc->a[0]) ops[sc->a[9]].one(sc); }
static void past(struct softc *sc) { if (sc->a[1]) ops[sc->a[9]].one(sc); }
static void found(struct softc *sc) { if (sc->a[2]) ops[sc->a[8]].other(sc); }
static void known(struct softc *sc) { if (sc->a[2]) few[0].other(sc); }
ASKS(12, found)
ASKS(13, far12)
ASKS(14, far13)
ASKS(22, known)
ASKS(23, far22)
ASKS(24, far23)
ASKS(31, six)
ASKS(32, far31)
ASKS(33, far32)
ASKS(34, far33)
ASKS(35, far34)
ASKS(36, far35)
ASKS(41, seven)
ASKS(42, far41)
ASKS(43, far42)
ASKS(44, far43)
ASKS(45, far44)
ASKS(46, far45)
ASKS(47, far46)

static void intr(void *arg) {
  struct softc *sc = arg;

  far36(sc);
  far47(sc);

  far14(sc);
  far24(sc);

  if (sc->a[0])
    far2(sc);
  far1(sc);
  always2(sc);
}

int attach(device_t dev, struct softc *sc) {
  return (bus_setup_intr(dev, sc->irq, INTR_TYPE_NET | INTR_MPSAFE, NULL, intr,
                         sc, &sc->ih));
}
