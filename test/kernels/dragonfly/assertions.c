// Assertions that are compiled away are contracts all the same; what names an object
// of a device gives the same one for the same argument.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
#undef KKASSERT
#define KASSERT(exp, msg) do { } while (0)
#define KKASSERT(exp) do { } while (0)

TWICE(KASSERT(lockowned(&sc->lk), ("no")), lockmgr(&sc->lk, LK_EXCLUSIVE)) // expect: recursive-lock
TWICE(KKASSERT(lockstatus(&sc->lk, curthread) != 0), lockmgr(&sc->lk, LK_EXCLUSIVE)) // expect: recursive-lock
PAIR(KKASSERT(lockstatus(&sc->lk, curthread) == 0), lockmgr(&sc->lk, LK_EXCLUSIVE); lockmgr(&sc->lk, LK_RELEASE))

// Only by this thread, only exclusively.
TWICE(if (lockstatus(&sc->lk, curthread) != LK_EXCLUSIVE) return, lockmgr(&sc->lk, LK_EXCLUSIVE)) // expect: recursive-lock

void *device_get_softc(), *device_get_parent(), *device_get_ivars(), *devclass_get_softc();
SAME(device_t, device_get_softc(arg)) // expect: recursive-lock
SAME(device_t, device_get_softc(device_get_parent(arg))) // expect: recursive-lock
SAME(device_t, device_get_ivars(arg)) // expect: recursive-lock
SAME(void *, devclass_get_softc(arg, 1)) // expect: recursive-lock

// What takes an interface away needs its serializer.
struct lwkt_serialize;
struct ifnet { struct lwkt_serialize *if_serializer; };
void lwkt_serialize_enter(struct lwkt_serialize *s);
void lwkt_serialize_exit(struct lwkt_serialize *s);
void ether_ifdetach(struct ifnet *ifp);
void detach_serialized(struct ifnet *ifp) {
  lwkt_serialize_enter(ifp->if_serializer);
  ether_ifdetach(ifp); // expect: recursive-lock
  lwkt_serialize_exit(ifp->if_serializer);
}
void detach_right(struct ifnet *ifp) {
  lwkt_serialize_enter(ifp->if_serializer);
  lwkt_serialize_exit(ifp->if_serializer);
  ether_ifdetach(ifp);
}
