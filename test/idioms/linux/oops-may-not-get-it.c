// RUN: %idiom %s
// A console that prints while the kernel dies only tries the lock and goes on without
// it; a local says whether to release.
// Seen in linux: drivers/tty/serial/8250/8250_port.c, serial8250_console_write().
// Broken: it only tries when polled, too, and the local is set to 1 after the try.
#include "linux.h"
extern int oops_in_progress;

struct uart_port {
  spinlock_t lock;
  int ier;
};

void console_write(struct uart_port *port) {
  unsigned long flags;
  int locked = 1;

#ifdef BROKEN
  if (oops_in_progress || port->ier)
#else
  if (oops_in_progress)
#endif
    locked = spin_trylock_irqsave(&port->lock, flags);
  else
    spin_lock_irqsave(&port->lock, flags);
  port->ier = 0;
#ifdef BROKEN
  locked = 1;
#endif
  if (locked)
    spin_unlock_irqrestore(&port->lock, flags); /* expect: unlock-not-held */
}
