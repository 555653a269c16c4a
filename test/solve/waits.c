// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// What a sleep does to locks and to what was known.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>

struct softc {
  struct mtx mtx, other;
  struct sx sx;
  int busy;
};

// CHECK-LABEL: solved interlock(sc) in waits.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe wait msleep sc->mtx; if sc->busy != 0 (under lock) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if sc->busy == 0 (under lock) @
// CHECK:   case returns; if sc->busy == 0 (under lock){{$}}
void interlock(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (sc->busy)
    msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved wrong_lock(sc) in waits.c:
// CHECK:   observe wait msleep sc->mtx; held sc->other @
// CHECK:   event wait msleep sc->mtx; class struct softc::mtx @
void wrong_lock(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_lock(&sc->other);
  msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
  mtx_unlock(&sc->other);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved callers_interlock(sc) in waits.c:
// CHECK-NEXT:   observe wait msleep sc->mtx; dropped sc->mtx @
// CHECK-NEXT:   exit returns; entry sc->mtx held; held sc->mtx (entry) @
// CHECK-NEXT:   case returns; entry sc->mtx held{{$}}
// CHECK-NEXT:   event wait msleep sc->mtx; class struct softc::mtx; dropped sc->mtx @
void callers_interlock(struct softc *sc) {
  msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
}

// CHECK-LABEL: solved callers_interlock_user(sc) in waits.c:
// CHECK:   observe wait msleep sc->mtx; via callers_interlock; held sc->sx @
// CHECK:   case returns{{$}}
// CHECK:   event wait msleep sc->mtx; class struct softc::mtx; in callers_interlock depth 1 @
void callers_interlock_user(struct softc *sc) {
  sx_xlock(&sc->sx);
  mtx_lock(&sc->mtx);
  callers_interlock(sc);
  mtx_unlock(&sc->mtx);
  sx_xunlock(&sc->sx);
}

// CHECK-LABEL: solved stays_dropped(sc) in waits.c:
// CHECK:   exit returns @
void stays_dropped(struct softc *sc) {
  mtx_lock(&sc->mtx);
  msleep(&sc->busy, &sc->mtx, PDROP, "busy", 0);
}

// CHECK-LABEL: solved pdrop_of_caller(sc, pri) in waits.c:
// CHECK:   case returns; entry sc->mtx held; if (pri & 512) == 0{{$}}
// CHECK-NEXT:   case returns; entry sc->mtx held released; if (pri & 512) != 0{{$}}
// CHECK-NEXT:   event wait msleep sc->mtx; class struct softc::mtx; dropped sc->mtx @
void pdrop_of_caller(struct softc *sc, int pri) {
  msleep(&sc->busy, &sc->mtx, pri, "busy", 0);
}

// CHECK-LABEL: solved pdrop_of_caller_user(sc) in waits.c:
// CHECK:   observe wait msleep sc->mtx; via pdrop_of_caller @
// CHECK-NEXT:   observe wait msleep sc->mtx; via pdrop_of_caller @
// CHECK-NEXT:   exit returns @
// CHECK:   event wait msleep sc->mtx; class struct softc::mtx; in pdrop_of_caller depth 1 @
void pdrop_of_caller_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  pdrop_of_caller(sc, 0);
  pdrop_of_caller(sc, PDROP);
}

// CHECK-LABEL: solved weak_after_wait(sc) in waits.c:
// CHECK:   observe acquire mtx_lock sc->other (mtx); held sc->mtx; if sc->busy != 0 (under lock); may changed @
// CHECK:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx, sc->other; if sc->busy != 0 (under lock); may changed @
// CHECK:   exit returns; held sc->other; if sc->busy != 0 (under lock); untold sc->other against @{{[0-9]+}}; may changed @
// CHECK:   event acquire mtx_lock sc->other (mtx); class struct softc::other; if sc->busy != 0 (under lock); may changed @
void weak_after_wait(struct softc *sc) {
  int waited = 0;

  mtx_lock(&sc->mtx);
  if (sc->busy) {
    msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
    waited = 1;
  }
  if (!sc->busy && waited)
    mtx_lock(&sc->other);
  mtx_unlock(&sc->mtx);
}

// Nobody would ask again if it could not be otherwise.
// CHECK-LABEL: solved asked_again_after_wait(sc) in waits.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe wait msleep sc->mtx; if sc->busy != 0 (under lock) @
// CHECK-NEXT:   observe acquire mtx_lock sc->other (mtx); held sc->mtx; if sc->busy != 0 (under lock) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx, sc->other; if sc->busy != 0 (under lock) @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   exit returns; held sc->other; if sc->busy != 0 (under lock); untold sc->other against @{{[0-9]+}} @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx @
// CHECK-NEXT:   event wait msleep sc->mtx; class struct softc::mtx; if sc->busy != 0 (under lock) @
// CHECK-NEXT:   event acquire mtx_lock sc->other (mtx); class struct softc::other; if sc->busy != 0 (under lock) @
void asked_again_after_wait(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->busy) {
    msleep(&sc->busy, &sc->mtx, 0, "busy", 0);
    if (!sc->busy)
      mtx_lock(&sc->other);
  }
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved strong_without_wait(sc) in waits.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK:   exit returns @
void strong_without_wait(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->busy) {
    wakeup(sc);
    if (!sc->busy)
      mtx_lock(&sc->other);
  }
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved giant(sc) in waits.c:
// CHECK-NEXT:   observe acquire mtx_lock Giant (giant) @
// CHECK-NEXT:   observe acquire mtx_lock Giant (giant); held Giant @
// CHECK-NEXT:   observe wait tsleep; held Giant (count 2) @
// CHECK-NEXT:   observe release mtx_unlock Giant (giant); held Giant (count 2) @
// CHECK-NEXT:   observe release mtx_unlock Giant (giant); held Giant @
// CHECK-NEXT:   exit returns @
void giant(struct softc *sc) {
  mtx_lock(&Giant);
  mtx_lock(&Giant);
  tsleep(sc, 0, "giant", 0);
  mtx_unlock(&Giant);
  mtx_unlock(&Giant);
}

// CHECK-LABEL: solved no_interlock(sc) in waits.c:
// CHECK-NEXT:   observe wait tsleep @
// CHECK:   event wait tsleep @
void no_interlock(struct softc *sc) {
  tsleep(sc, 0, "none", 0);
}

void unbusy(struct softc *sc) { sc->busy = 0; }
