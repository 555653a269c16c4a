// Handlers of tables that must not sleep, and the lock that the kernel holds.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"

// The serializer of the interface is held.
struct ifnet { struct lwkt_serialize *if_serializer; void (*if_start)(struct ifnet *, void *), (*if_init)(void *); };
static void start(struct ifnet *ifp, void *ifsq) { lwkt_serialize_enter(ifp->if_serializer); lwkt_serialize_exit(ifp->if_serializer); } // expect: recursive-lock
static void init(void *softc) { struct ifnet *ifp = softc; lwkt_serialize_enter(ifp->if_serializer); lwkt_serialize_exit(ifp->if_serializer); }
void attach(struct ifnet *ifp) { ifp->if_start = start; ifp->if_init = init; }
