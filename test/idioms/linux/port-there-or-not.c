// RUN: %idiom %s
// One macro takes the lock of the port that a reference gives, if there is one,
// and another gives up the lock of the port at hand, if there is one: both are
// there, or neither is.
// Seen in linux: drivers/tty/serial/serial_core.c, uart_shutdown().
// Broken: a return between the two.
#include "linux.h"

struct port { spinlock_t lock; int busy; };
struct state {
  struct port *port;
  int refs, closing;
  void *buf;
};
void stop(struct state *state);

static struct port *port_ref(struct state *state) {
  if (state->refs)
    return state->port;
  return 0;
}

void shutdown(struct state *state) {
  struct port *port = state->port, *ref;

  if (port)
    stop(state);
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
