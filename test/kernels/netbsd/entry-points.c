// Handlers of tables that must not sleep, and the lock that the kernel holds.
// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"

#define SLEEPS(name) static void name(void) { tsleep(name, 0, "w", 1); }
typedef void (*any_t)(void);

struct ifnet { any_t if_start, if_ioctl, if_slowtimo; };
SLEEPS(start) // expect: sleep-in-interrupt
SLEEPS(ioctl)
SLEEPS(slowtimo) // expect: sleep-in-interrupt
void attach(struct ifnet *ifp) { ifp->if_start = start; ifp->if_ioctl = ioctl; ifp->if_slowtimo = slowtimo; }
// Whether it may sleep here, the request says.
struct scsipi_adapter { any_t adapt_request, adapt_ioctl; };
SLEEPS(request)
static struct scsipi_adapter adapter = {request};
