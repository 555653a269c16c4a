// RUN: %check-expect --arg=--level=advice %s -- %kernel-netbsd
#include "netbsd.h"

void ignored_bad(struct softc *sc) {
  rw_enter(&sc->rw, RW_READER);
  rw_tryupgrade(&sc->rw); // expect: rwlock-misuse
  sc->ready++;
  rw_exit(&sc->rw);
}

void writer_upgrades_bad(struct softc *sc) {
  rw_enter(&sc->rw, RW_WRITER);
  if (rw_tryupgrade(&sc->rw)) // expect: rwlock-misuse
    sc->ready++;
  rw_exit(&sc->rw);
}

void reader_downgrades_bad(struct softc *sc) {
  rw_enter(&sc->rw, RW_READER);
  rw_downgrade(&sc->rw); // expect: rwlock-misuse
  rw_exit(&sc->rw);
}

void not_held_bad(struct softc *sc) {
  rw_enter(&sc->rw, RW_WRITER);
  rw_exit(&sc->rw);
  rw_downgrade(&sc->rw); // expect: rwlock-misuse
  rw_exit(&sc->rw); // expect: unlock-not-held
}

int upgrade_ok(struct softc *sc) {
  rw_enter(&sc->rw, RW_READER);
  if (!rw_tryupgrade(&sc->rw)) {
    rw_exit(&sc->rw);
    rw_enter(&sc->rw, RW_WRITER);
  }
  sc->ready++;
  rw_exit(&sc->rw);
  return 0;
}

void downgrade_ok(struct softc *sc) {
  rw_enter(&sc->rw, RW_WRITER);
  sc->ready++;
  rw_downgrade(&sc->rw);
  rw_exit(&sc->rw);
}

// The caller holds it, in which mode nobody says.
void callers_ok(struct softc *sc) { rw_downgrade(&sc->rw); }

void both_ok(struct softc *sc) {
  rw_enter(&sc->rw, RW_READER);
  if (rw_tryupgrade(&sc->rw)) {
    sc->ready++;
    rw_downgrade(&sc->rw);
  }
  rw_exit(&sc->rw);
}
