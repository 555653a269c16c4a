// RUN: %idiom %s
// The mutex of a port is destroyed with it, or is that of its terminal, which gives it
// up: a flag of memory says which, to the function that does it.
// Seen in freebsd10: sys/dev/virtio/console/virtio_console.c, vtcon_port_teardown().
// Broken: the port that has a terminal keeps its mutex.
#include "freebsd.h"

struct port {
  struct mtx mtx;
  int attached;
};
int init(struct port *p);

static void teardown(struct port *p) {
  if (p->attached) {
#ifndef BROKEN
    mtx_unlock(&p->mtx);
#endif
    return;
  }
  mtx_destroy(&p->mtx);
}

int create(struct port *p) {
  int error = init(p);

  if (error) {
    mtx_lock(&p->mtx);
    teardown(p);
    return (error); /* expect: lock-leak */
  }
  return (0);
}
