// RUN: %idiom %s
// One serializer for all of a subsystem, in macros without an argument.
// Seen in dragonfly: sys/bus/u4b/wlan/if_rum.c, rum_attach().
// Broken: an error returns with it.
#include "dragonfly.h"

struct rum_softc {
  int running, error;
};
int rum_alloc(struct rum_softc *sc);

int rum_attach(struct rum_softc *sc) {
  int error;

  wlan_serialize_enter();
  error = rum_alloc(sc);
  if (error)
    goto fail;
  sc->running = 1;
  wlan_serialize_exit();
  return (0);
fail:
  sc->error = error;
#ifndef BROKEN
  wlan_serialize_exit();
#endif
  return (error); /* expect: lock-leak */
}
