// The lock that the kernel holds when it calls a callout.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
void callout_init(struct callout *c);
void callout_init_mp(struct callout *c);
void callout_init_lk(struct callout *c, struct lock *lk);

struct a_softc { struct lock lk; struct callout callout; };
static void a_tick(void *arg) { struct a_softc *sc = arg; lockmgr(&sc->lk, LK_EXCLUSIVE); lockmgr(&sc->lk, LK_RELEASE); } // expect: recursive-lock
void a_attach(struct a_softc *sc) { callout_init_lk(&sc->callout, &sc->lk); callout_reset(&sc->callout, 1, a_tick, sc); }
struct b_softc { struct lock lk; struct callout callout; };
static void b_tick(void *arg) { struct b_softc *sc = arg; lockmgr(&sc->lk, LK_EXCLUSIVE); lockmgr(&sc->lk, LK_RELEASE); } // expect: recursive-lock
void b_attach(struct b_softc *sc) { callout_init_lk(&sc->callout, &sc->lk); callout_reset_bycpu(&sc->callout, 1, b_tick, sc, 0); }
struct c_softc { struct lock lk; struct callout callout; };
static void c_tick(void *arg) { struct c_softc *sc = arg; lockmgr(&sc->lk, LK_EXCLUSIVE); lockmgr(&sc->lk, LK_RELEASE); }
void c_attach(struct c_softc *sc) { callout_init_mp(&sc->callout); callout_reset(&sc->callout, 1, c_tick, sc); }

// The old kind has the token of the kernel.
extern struct lwkt_token mp_token;
struct d_softc { struct callout callout; };
static void d_tick(void *arg) { lwkt_reltoken(&mp_token); } // expect: unlock-not-held
void d_attach(struct d_softc *sc) { callout_init(&sc->callout); callout_reset(&sc->callout, 1, d_tick, sc); }

// Where the program has the kernel's side of a call, that holds the lock.
struct lwkt_serialize;
struct ifnet {
  struct lwkt_serialize *if_serializer;
  int (*if_ioctl)(struct ifnet *, int);
  void (*if_start)(struct ifnet *);
};
void lwkt_serialize_enter(struct lwkt_serialize *s);
void lwkt_serialize_exit(struct lwkt_serialize *s);
int ifioctl(struct ifnet *ifp, int command) {
  lwkt_serialize_enter(ifp->if_serializer);
  int error = ifp->if_ioctl(ifp, command);
  lwkt_serialize_exit(ifp->if_serializer);
  return error;
}
static int e_ioctl(struct ifnet *ifp, int command) { return command; }
static void e_start(struct ifnet *ifp) { lwkt_serialize_enter(ifp->if_serializer); lwkt_serialize_exit(ifp->if_serializer); } // expect: recursive-lock
void e_attach(struct ifnet *ifp) { ifp->if_ioctl = e_ioctl; ifp->if_start = e_start; }
