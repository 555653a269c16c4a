// Handlers of tables that must not sleep, and the lock that the kernel holds.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

#define SLEEPS(name) static int name(void) { msleep(1); return 0; }
typedef int (*any_t)(void);

struct net_device_ops { any_t ndo_open, ndo_start_xmit, ndo_set_rx_mode; };
SLEEPS(ndo_open)
SLEEPS(xmit) // expect: sleep-in-interrupt
SLEEPS(rx_mode) // expect: sleep-in-interrupt
static const struct net_device_ops ops = {ndo_open, xmit, rx_mode};
struct scsi_host_template { any_t queuecommand, eh_abort_handler; };
SLEEPS(queuecommand) // expect: sleep-in-interrupt
SLEEPS(eh_abort)
static struct scsi_host_template host = {queuecommand, eh_abort};

// The lock of the port is held.
struct uart_port { spinlock_t lock; };
struct uart_ops { void (*start_tx)(struct uart_port *), (*startup)(struct uart_port *); };
static void start_tx(struct uart_port *port) { spin_lock(&port->lock); spin_unlock(&port->lock); } // expect: recursive-lock
static void startup(struct uart_port *port) { spin_lock(&port->lock); spin_unlock(&port->lock); }
static const struct uart_ops uart_ops = {start_tx, startup};

// Made by an initialiser, not by a call.
static void tick(struct timer_list *t) { msleep(1); } // expect: sleep-in-interrupt
static struct timer_list timer = { .function = tick };
static void work(struct work_struct *w) { msleep(1); }
static struct delayed_work later = { .work = { .func = work } };
