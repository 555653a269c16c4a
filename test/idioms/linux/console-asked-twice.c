// RUN: %idiom %s
// The console's lock is taken if the port is the console, and given up if it is
// the console; what is called in between could make it another one, and does
// not.
// Seen in linux: drivers/tty/serial/serial_core.c, uart_configure_port().
// Broken: the second question is another one.
#include "linux.h"

struct console { int index; };
struct uart_port {
  spinlock_t lock;
  struct console *cons;
  int line, suspended;
};
#define uart_console(port) ((port)->cons && (port)->cons->index == (port)->line)

static struct mutex console_sem;
void report(struct uart_port *port);

struct console *console_of(struct uart_port *port);

static void power_up(struct uart_port *port) {
  spin_lock(&port->lock);
  if (port->suspended)
    port->cons = console_of(port);
  spin_unlock(&port->lock);
}

void configure(struct uart_port *port) {
  if (uart_console(port))
    mutex_lock(&console_sem);
  power_up(port);
  report(port);
#ifdef BROKEN
  if (port->suspended)
#else
  if (uart_console(port))
#endif
    mutex_unlock(&console_sem); /* expect: unlock-not-held */
}
