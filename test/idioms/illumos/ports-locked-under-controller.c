// RUN: %idiom %s
// Under the controller's mutex each port's is taken in a loop; what is not of interest is
// released and skipped by `continue`.
// Seen in illumos: usr/src/uts/common/io/sata/adapters/si3124/si3124.c, si_watchdog_handler().
// Broken: one `continue` does not release.
#include "illumos.h"

struct port {
  kmutex_t siport_mutex;
  int type, pending, mopping;
};
struct ctl {
  kmutex_t sictl_mutex;
  struct port *ports[4];
  int num_ports;
};

void si_watchdog(struct ctl *ctlp) {
  struct port *portp;
  int port;

  mutex_enter(&ctlp->sictl_mutex);
  for (port = 0; port < ctlp->num_ports; port++) {
    portp = ctlp->ports[port];
    if (portp == NULL)
      continue;
    mutex_enter(&portp->siport_mutex); /* expect: lock-leak */
    if (portp->type == 0) {
      mutex_exit(&portp->siport_mutex);
      continue;
    }
    if (portp->mopping > 0) {
#ifndef BROKEN
      mutex_exit(&portp->siport_mutex);
#endif
      continue;
    }
    portp->pending = 0;
    mutex_exit(&portp->siport_mutex);
  }
  mutex_exit(&ctlp->sictl_mutex);
}
