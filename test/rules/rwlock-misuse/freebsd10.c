// RUN: %check-expect --arg=--level=advice %s -- %kernel-freebsd
#include "freebsd.h"

void ignored_bad(struct softc *sc) {
  rw_rlock(&sc->rw);
  rw_try_upgrade(&sc->rw); // expect: rwlock-misuse
  sc->ready++;
  rw_unlock(&sc->rw);
}

void writer_upgrades_bad(struct softc *sc) {
  rw_wlock(&sc->rw);
  if (rw_try_upgrade(&sc->rw)) // expect: rwlock-misuse
    sc->ready++;
  rw_unlock(&sc->rw);
}

void reader_downgrades_bad(struct softc *sc) {
  rw_rlock(&sc->rw);
  rw_downgrade(&sc->rw); // expect: rwlock-misuse
  rw_unlock(&sc->rw);
}

void not_held_bad(struct softc *sc) {
  rw_wlock(&sc->rw);
  rw_unlock(&sc->rw);
  rw_downgrade(&sc->rw); // expect: rwlock-misuse
  rw_unlock(&sc->rw); // expect: unlock-not-held
}

int upgrade_ok(struct softc *sc) {
  rw_rlock(&sc->rw);
  if (!rw_try_upgrade(&sc->rw)) {
    rw_unlock(&sc->rw);
    rw_wlock(&sc->rw);
  }
  sc->ready++;
  rw_unlock(&sc->rw);
  return 0;
}

void downgrade_ok(struct softc *sc) {
  rw_wlock(&sc->rw);
  sc->ready++;
  rw_downgrade(&sc->rw);
  rw_unlock(&sc->rw);
}

// The caller holds it, in which mode nobody says.
void callers_ok(struct softc *sc) { rw_downgrade(&sc->rw); }

void both_ok(struct softc *sc) {
  rw_rlock(&sc->rw);
  if (rw_try_upgrade(&sc->rw)) {
    sc->ready++;
    rw_downgrade(&sc->rw);
  }
  rw_unlock(&sc->rw);
}

// Given up before, on one way.
int given_up_bad(struct softc *sc, int again) {
  while (again-- > 0)
    ;
  rw_rlock(&sc->rw);
  rw_runlock(&sc->rw);
  return rw_try_upgrade(&sc->rw); // expect: rwlock-misuse
}
