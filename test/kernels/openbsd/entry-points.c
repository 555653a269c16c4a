// Handlers of tables, and the lock that the kernel holds.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"

#define SLEEPS(name) static void name(void) { tsleep(name, 0, "w", 1); }
typedef void (*any_t)(void);

struct ifnet { any_t if_start, if_ioctl; };
SLEEPS(start)
SLEEPS(ioctl)
void attach(struct ifnet *ifp) { ifp->if_start = start; ifp->if_ioctl = ioctl; }
