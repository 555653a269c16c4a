// RUN: %idiom %s
// Each element of a list has a lock, which is taken and released in one round.
// Seen in linux: drivers/input/mousedev.c, mousedev_notify_readers().
// Broken: an element that matches leaves the loop with its lock.
#include "linux.h"

struct port {
  struct port *next;
  spinlock_t port_lock;
  int line, open;
};

int count_open(struct port *head, int line) {
  struct port *p;
  int n = 0;

  for (p = head; p; p = p->next) {
    spin_lock(&p->port_lock);
#ifdef BROKEN
    if (p->line == line)
      break;
#endif
    n += p->open;
    spin_unlock(&p->port_lock);
  }
  return n; /* expect: lock-leak */
}
