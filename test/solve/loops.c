// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// Locks that a loop takes, carries, hands over or collects.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct node {
  struct mtx lock;
  struct node *next;
  int key;
};
struct softc {
  struct mtx mtx, queue[4];
  struct node *head;
  int n;
};

// CHECK-LABEL: solved carried(sc) in loops.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if sc->n >= 1 (under lock) @
// CHECK-NEXT:   observe may-sleep pause; if sc->n >= 1 (under lock) @
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); if sc->n >= 1 (under lock) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if sc->n <= 0 (under lock) @
// CHECK:   case returns; if sc->n <= 0 (under lock){{$}}
void carried(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (sc->n > 0) {
    mtx_unlock(&sc->mtx);
    pause("n", 1);
    mtx_lock(&sc->mtx);
  }
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved retried(sc) in loops.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// Once as it was at entry, once released by the round before.
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if sc->n >= 1 (under lock) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if sc->n <= 0 (under lock) @
// CHECK:   case returns; if sc->n <= 0 (under lock){{$}}
void retried(struct softc *sc) {
again:
  mtx_lock(&sc->mtx);
  if (sc->n > 0) {
    mtx_unlock(&sc->mtx);
    goto again;
  }
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved each(sc) in loops.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->queue (mtx) @
// CHECK-NEXT:   observe acquire mtx_lock sc->queue[?1] (mtx) @
// CHECK-NEXT:   observe release mtx_unlock sc->queue (mtx); held sc->queue @
// CHECK-NEXT:   observe release mtx_unlock sc->queue[?1] (mtx); held sc->queue[?1] @
// CHECK:   case returns{{$}}
void each(struct softc *sc) {
  for (int i = 0; i < 4; i++) {
    mtx_lock(&sc->queue[i]);
    mtx_unlock(&sc->queue[i]);
  }
}

// CHECK-LABEL: solved all(sc) in loops.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->queue (mtx) @
// CHECK-NEXT:   observe acquire mtx_lock sc->queue[?1] (mtx); held sc->queue (multi) @
// CHECK-NEXT:   observe may-sleep pause; held sc->queue (multi) @
// CHECK-NEXT:   observe release mtx_unlock sc->queue (mtx); held sc->queue (multi) @
// CHECK-NEXT:   observe release mtx_unlock sc->queue[?2] (mtx) @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->queue (mtx); class struct softc::queue @
// CHECK-NEXT:   event acquire mtx_lock (mtx); class struct softc::queue @
// CHECK-NEXT:   event may-sleep pause @
void all(struct softc *sc) {
  int i;

  for (i = 0; i < 4; i++)
    mtx_lock(&sc->queue[i]);
  pause("all", 1);
  for (i = 0; i < 4; i++)
    mtx_unlock(&sc->queue[i]);
}

