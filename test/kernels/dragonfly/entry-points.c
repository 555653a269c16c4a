// Handlers of tables that must not sleep, and the lock that the kernel holds.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"

// The serializer of the interface is held.
struct ifnet { struct lwkt_serialize *if_serializer; void (*if_start)(struct ifnet *, void *), (*if_init)(void *); };
static void start(struct ifnet *ifp, void *ifsq) { lwkt_serialize_enter(ifp->if_serializer); lwkt_serialize_exit(ifp->if_serializer); } // expect: recursive-lock
static void init(void *softc) { struct ifnet *ifp = softc; lwkt_serialize_enter(ifp->if_serializer); lwkt_serialize_exit(ifp->if_serializer); }
void attach(struct ifnet *ifp) { ifp->if_start = start; ifp->if_init = init; }

// Its own serializers are held when an interface is initialised, of the locks of
// wireless devices none.
struct nic { struct ifnet ifnet; struct lwkt_serialize tx; };
static void asserts(void *softc) { struct nic *sc = softc; ASSERT_SERIALIZED(&sc->tx); }
void nic_attach(struct nic *sc) { sc->ifnet.if_init = asserts; }

struct wlan { struct ifnet ifnet; };
static void firmware(void) { wlan_serialize_exit(); wlan_serialize_enter(); }
static void asks(void *softc) { firmware(); } // expect: unlock-not-held
static void takes(void *softc) { wlan_serialize_enter(); firmware(); wlan_serialize_exit(); }
void wlan_attach(struct wlan *a, struct wlan *b) { a->ifnet.if_init = asks; b->ifnet.if_init = takes; }
