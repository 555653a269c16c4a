// RUN: %idiom %s
// As in port-there-or-not.c, after a call that takes and gives up the lock of the port
// by the name that the second macro has.
// Seen in linux: drivers/tty/serial/serial_core.c, uart_shutdown().
// Broken: a return between the two.
#include "linux.h"

struct port { spinlock_t lock; int signals; };
struct state {
  struct port *port;
  int refs, closing;
  void *buf;
};

static struct port *port_ref(struct state *state) {
  if (state->refs)
    return state->port;
  return 0;
}

static void hang_up(struct port *port) {
  spin_lock(&port->lock);
  port->signals = 0;
  spin_unlock(&port->lock);
}

void shutdown(struct state *state) {
  struct port *port = state->port, *ref;

  if (port)
    hang_up(port);
  ref = port_ref(state);
  if (ref)
    spin_lock(&ref->lock);
  state->buf = 0;
#ifdef BROKEN
  if (state->closing)
    return; /* expect: lock-leak */
#endif
  if (port)
    spin_unlock(&port->lock);
}
