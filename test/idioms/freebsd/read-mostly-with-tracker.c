// RUN: %idiom %s
// A read-mostly lock is taken with a tracker on the stack for a short call.
// Seen in freebsd10: sys/dev/hyperv/netvsc/if_hn.c, hn_transmit(), and sys/net/if_lagg.c.
// Broken: the interface that is down returns with it.
#include "freebsd.h"
#define ENXIO 6

struct hn_softc {
  struct rmlock hn_vf_lock;
  int up, sent;
};

int hn_transmit(struct hn_softc *sc) {
  struct rm_priotracker pt;

  rm_rlock(&sc->hn_vf_lock, &pt);
  if (!sc->up) {
#ifndef BROKEN
    rm_runlock(&sc->hn_vf_lock, &pt);
#endif
    return (ENXIO); /* expect: lock-leak */
  }
  sc->sent++;
  rm_runlock(&sc->hn_vf_lock, &pt);
  return (0);
}
