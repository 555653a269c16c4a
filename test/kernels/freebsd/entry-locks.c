// The lock that the kernel holds when it calls a handler: callout_init_mtx().
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"
int copyout(const void *kaddr, void *uaddr, size_t len);

// The mutex is taken a second time.
struct a_softc { struct mtx mtx; struct callout callout; };
static void a_tick(void *arg) { struct a_softc *sc = arg; mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx); } // expect: recursive-lock
void a_attach(struct a_softc *sc) { callout_init_mtx(&sc->callout, &sc->mtx, 0); callout_reset(&sc->callout, 1, a_tick, sc); }

// Nor may it be given up, unless the callout's flag says so.
struct b_softc { struct mtx mtx; struct callout callout; };
static void b_tick(void *arg) {
  struct b_softc *sc = arg;
  mtx_unlock(&sc->mtx);
  return; // expect: unlock-not-held
}
void b_attach(struct b_softc *sc) { callout_init_mtx(&sc->callout, &sc->mtx, 0); callout_reset(&sc->callout, 1, b_tick, sc); }
struct c_softc { struct mtx mtx; struct callout callout; };
static void c_tick(void *arg) {
  struct c_softc *sc = arg;
  mtx_unlock(&sc->mtx);
}
void c_attach(struct c_softc *sc) { callout_init_mtx(&sc->callout, &sc->mtx, CALLOUT_RETURNUNLOCKED); callout_reset(&sc->callout, 1, c_tick, sc); }

// It comes before the locks that the handler takes.
struct d_softc { struct mtx mtx, other; struct callout callout; };
static void d_tick(void *arg) { struct d_softc *sc = arg; mtx_lock(&sc->other); mtx_unlock(&sc->other); } // expect: lock-order
void d_attach(struct d_softc *sc) { callout_init_mtx(&sc->callout, &sc->mtx, 0); callout_reset(&sc->callout, 1, d_tick, sc); }
void d_read(struct d_softc *sc) { mtx_lock(&sc->other); mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx); mtx_unlock(&sc->other); }

// The same, global.
static struct mtx e_mtx;
static struct callout e_callout;
static void e_tick(void *arg) { mtx_lock(&e_mtx); mtx_unlock(&e_mtx); } // expect: recursive-lock
void e_load(void) { callout_init_mtx(&e_callout, &e_mtx, 0); callout_reset(&e_callout, 1, e_tick, NULL); }

// A reader/writer lock.
struct f_softc { struct rwlock rw; struct callout callout; };
static void f_tick(void *arg) { struct f_softc *sc = arg; rw_wlock(&sc->rw); rw_wunlock(&sc->rw); } // expect: recursive-lock
void f_attach(struct f_softc *sc) { callout_init_rw(&sc->callout, &sc->rw, 0); callout_reset(&sc->callout, 1, f_tick, sc); }

// A callout without a lock runs without one.
struct g_softc { struct mtx mtx; struct callout callout; };
static void g_tick(void *arg) { struct g_softc *sc = arg; mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx); }
void g_attach(struct g_softc *sc) { callout_init(&sc->callout, 1); callout_reset(&sc->callout, 1, g_tick, sc); }

// Nothing is assumed where registrations differ.
struct i_softc { struct mtx mtx; struct callout callout, bare; };
static void i_tick(void *arg) { struct i_softc *sc = arg; mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx); }
void i_attach(struct i_softc *sc) {
  callout_init_mtx(&sc->callout, &sc->mtx, 0);
  callout_init(&sc->bare, 1);
  callout_reset(&sc->callout, 1, i_tick, sc);
  callout_reset(&sc->bare, 1, i_tick, sc);
}

// The driver calls it, too: that call is judged by what its caller holds.
struct j_softc { struct mtx mtx; struct callout callout; int count; };
static void j_tick(void *arg) { struct j_softc *sc = arg; mtx_lock(&sc->mtx); sc->count++; mtx_unlock(&sc->mtx); } // expect: recursive-lock
void j_attach(struct j_softc *sc) { callout_init_mtx(&sc->callout, &sc->mtx, 0); callout_reset(&sc->callout, 1, j_tick, sc); j_tick(sc); }
static void l_tick(void *arg) { struct j_softc *sc = arg; mtx_assert(&sc->mtx, MA_OWNED); sc->count++; }
void l_attach(struct j_softc *sc) { callout_init_mtx(&sc->callout, &sc->mtx, 0); callout_reset(&sc->callout, 1, l_tick, sc); }
void l_poll(struct j_softc *sc) { mtx_lock(&sc->mtx); l_tick(sc); mtx_unlock(&sc->mtx); }
struct m_softc { struct mtx mtx; struct callout callout; int count; };
static void m_tick(void *arg) { struct m_softc *sc = arg; mtx_assert(&sc->mtx, MA_OWNED); sc->count++; }
void m_attach(struct m_softc *sc) { callout_init_mtx(&sc->callout, &sc->mtx, 0); callout_reset(&sc->callout, 1, m_tick, sc); }
void m_poll(struct m_softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
  m_tick(sc); // expect: unlock-not-held
}

// Through variables that are set once.
struct n_softc { struct mtx mtx; struct callout callout; };
static void n_tick(void *arg) { struct n_softc *sc = arg; mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx); } // expect: recursive-lock
void n_attach(struct n_softc *sc) {
  struct mtx *lock = &sc->mtx;
  struct callout *c = &sc->callout;

  callout_init_mtx(c, lock, 0);
  callout_reset(c, 1, n_tick, sc);
}

// Made with the mutex or without one: which is not known here.
struct k_softc { struct mtx mtx; struct callout callout; };
static void k_tick(void *arg) { struct k_softc *sc = arg; mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx); }
void k_attach(struct k_softc *sc, int old) {
  if (old)
    callout_init(&sc->callout, 1);
  else
    callout_init_mtx(&sc->callout, &sc->mtx, 0);
  callout_reset(&sc->callout, 1, k_tick, sc);
}

// The mutex that transfers were set up with, for the callbacks of the same array;
// the array of another set-up has another one, and one without says nothing.
struct usb_xfer;
struct usb_config { void (*callback)(struct usb_xfer *, int); int frames; };
void *usbd_xfer_softc(struct usb_xfer *);
int usbd_transfer_setup(void *udev, const unsigned char *ifaces, struct usb_xfer **, const struct usb_config *, unsigned short n, void *priv, struct mtx *);
struct o_softc { struct mtx mtx, other; struct usb_xfer *xfer[3]; };
static void o_bulk(struct usb_xfer *x, int error) { struct o_softc *sc = usbd_xfer_softc(x); mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx); } // expect: recursive-lock
static void o_intr(struct usb_xfer *x, int error) { struct o_softc *sc = usbd_xfer_softc(x); mtx_lock(&sc->other); mtx_unlock(&sc->other); }
static void o_ctrl(struct usb_xfer *x, int error) { struct o_softc *sc = usbd_xfer_softc(x); mtx_lock(&sc->other); mtx_unlock(&sc->other); } // expect: recursive-lock
static void o_none(struct usb_xfer *x, int error) { struct o_softc *sc = usbd_xfer_softc(x); mtx_lock(&sc->mtx); mtx_unlock(&sc->mtx); }
static const struct usb_config o_config[2] = { [0] = { .callback = &o_bulk, .frames = 1 }, [1] = { .callback = o_intr } };
static const struct usb_config o_control[1] = { { .callback = o_ctrl } };
static const struct usb_config o_unused[1] = { { .callback = o_none } };
void o_attach(struct o_softc *sc, void *udev) {
  usbd_transfer_setup(udev, 0, sc->xfer, o_config, 2, sc, &sc->mtx);
  usbd_transfer_setup(udev, 0, sc->xfer + 2, o_control, 1, sc, &sc->other);
}
