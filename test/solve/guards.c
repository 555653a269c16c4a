// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// Cases that what the caller passes decides.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/malloc.h>

struct softc {
  struct mtx mtx;
  int busy;
};

// CHECK-LABEL: solved finish(sc, drop_lock) in guards.c:
// CHECK:   case returns; if drop_lock == 0{{$}}
// CHECK-NEXT:   case returns; entry sc->mtx held released; if drop_lock != 0{{$}}
void finish(struct softc *sc, int drop_lock) {
  sc->busy = 0;
  if (drop_lock)
    mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved finish_user(sc) in guards.c:
// CHECK:   exit returns @
// CHECK-NEXT:   case returns{{$}}
void finish_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  finish(sc, 0);
  finish(sc, 1);
}

// CHECK-LABEL: solved start(sc, haslock) in guards.c:
// CHECK:   observe wakeup wakeup; if haslock != 0 @
// CHECK-NEXT:   observe wakeup wakeup; held sc->mtx; if haslock == 0 @
// CHECK:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx; if haslock == 0 @
void start(struct softc *sc, int haslock) {
  if (!haslock)
    mtx_lock(&sc->mtx);
  wakeup(sc);
  if (!haslock)
    mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved start_middle(sc, haslock) in guards.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); via start; if haslock == 0 @
// CHECK:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx; in start depth 1; if haslock == 0 @
void start_middle(struct softc *sc, int haslock) {
  start(sc, haslock);
}

// CHECK-LABEL: solved start_user(sc) in guards.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); via start_middle @
// CHECK:   case returns{{$}}
void start_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  start_middle(sc, 1);
  mtx_unlock(&sc->mtx);
  start_middle(sc, 0);
}

// CHECK-LABEL: solved get(flags) in guards.c:
// CHECK:   event alloc malloc; if (flags & 1) == 0 @
void *get(int flags) {
  return (malloc(16, M_DEVBUF, flags));
}

// CHECK-LABEL: solved get_user(sc) in guards.c:
// CHECK:   observe alloc malloc; via get @
// CHECK:   event alloc malloc; in get depth 1 @
void get_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  get(M_NOWAIT);
  mtx_unlock(&sc->mtx);
  get(M_WAITOK);
}

// CHECK-LABEL: solved poll(sc, cansleep) in guards.c:
// CHECK:   event may-sleep pause; if cansleep != 0 @
void poll(struct softc *sc, int cansleep) {
  if (cansleep)
    pause("poll", 1);
  else
    DELAY(10);
}

// CHECK-LABEL: solved poll_user(sc) in guards.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
void poll_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  poll(sc, 0);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved maybe_lock(m) in guards.c:
// CHECK:   case returns; if m == 0{{$}}
// CHECK-NEXT:   case returns; acquired m; if m != 0{{$}}
// CHECK-NEXT:   event acquire mtx_lock m (mtx); if m != 0 @
void maybe_lock(struct mtx *m) {
  if (m != NULL)
    mtx_lock(m);
}

// CHECK-LABEL: solved maybe_lock_user(sc) in guards.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); via maybe_lock @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
// CHECK:   case returns{{$}}
void maybe_lock_user(struct softc *sc) {
  maybe_lock(NULL);
  maybe_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
}
