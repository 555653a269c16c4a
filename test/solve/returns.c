// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// What a function's result, out-parameters and returned object tell callers.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/errno.h>

struct item {
  struct mtx lock;
  struct item *next;
};
struct softc {
  struct mtx mtx;
  struct sx sx;
  struct item *first;
  int dying;
};

// CHECK-LABEL: solved by_errno(sc) in returns.c:
// CHECK:   case returns 0; acquired sc->mtx; if sc->dying == 0 (under lock){{$}}
// CHECK-NEXT:   case returns 6; if sc->dying != 0 (under lock){{$}}
int by_errno(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->dying) {
    mtx_unlock(&sc->mtx);
    return (ENXIO);
  }
  return (0);
}

// CHECK-LABEL: solved by_errno_user(sc) in returns.c:
// CHECK:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if sc->dying == 0 (under lock) @
// CHECK-NEXT:   exit returns; if sc->dying != 0 (under lock) @
// CHECK-NEXT:   exit returns; if sc->dying == 0 (under lock) @
void by_errno_user(struct softc *sc) {
  if (by_errno(sc) != 0)
    return;
  wakeup(sc);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved zero_is_taken(sc) in returns.c:
// CHECK:   exit returns !?1 (== 1) @
// CHECK-NEXT:   exit returns !?1 (== 0); held sc->mtx @
// CHECK-NEXT:   case returns 1{{$}}
// CHECK-NEXT:   case returns 0; acquired sc->mtx{{$}}
int zero_is_taken(struct softc *sc) {
  return (mtx_trylock(&sc->mtx) == 0);
}

// CHECK-LABEL: solved negative(sc) in returns.c:
// CHECK:   case returns sc->dying (== 0); acquired sc->mtx; if sc->dying == 0{{$}}
// CHECK-NEXT:   case returns -1; if sc->dying != 0{{$}}
int negative(struct softc *sc) {
  if (sc->dying)
    return (-1);
  mtx_lock(&sc->mtx);
  return (sc->dying);
}

// CHECK-LABEL: solved object(sc) in returns.c:
// CHECK:   exit returns sc->first (== 0); if sc->first == 0 (under lock) @
// CHECK-NEXT:   exit returns sc->first (!= 0); held sc->first->lock; if sc->first != 0 (under lock) @
// CHECK-NEXT:   case returns sc->first (== 0); if sc->first == 0 (under lock){{$}}
// CHECK-NEXT:   case returns sc->first (!= 0); acquired result->lock; if sc->first != 0 (under lock){{$}}
struct item *object(struct softc *sc) {
  struct item *it;

  mtx_lock(&sc->mtx);
  it = sc->first;
  if (it != NULL) {
    mtx_lock(&it->lock);
    sc->first = it->next;
  }
  mtx_unlock(&sc->mtx);
  return (it);
}

// CHECK-LABEL: solved out_parameter(sc, itp) in returns.c:
// CHECK:   exit returns 6; if sc->first == 0 @
// CHECK-NEXT:   exit returns 0; held sc->first->lock; if sc->first != 0; written *itp = sc->first @
// CHECK-NEXT:   case returns 6; if sc->first == 0{{$}}
// CHECK-NEXT:   case returns 0; acquired sc->first->lock; if sc->first != 0; written *itp = sc->first{{$}}
int out_parameter(struct softc *sc, struct item **itp) {
  struct item *it = sc->first;

  if (it == NULL)
    return (ENXIO);
  mtx_lock(&it->lock);
  *itp = it;
  return (0);
}

// CHECK-LABEL: solved out_parameter_user(sc) in returns.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->first->lock (mtx); via out_parameter; if sc->first != 0 @
// CHECK-NEXT:   observe release mtx_unlock sc->first->lock (mtx); held sc->first->lock; if sc->first != 0 @
// CHECK-NEXT:   exit returns; if sc->first == 0 @
// CHECK-NEXT:   exit returns; if sc->first != 0 @
void out_parameter_user(struct softc *sc) {
  struct item *mine;

  if (out_parameter(sc, &mine))
    return;
  mtx_unlock(&mine->lock);
}

// CHECK-LABEL: solved told_by_memory(sc, locked) in returns.c:
// CHECK:   exit returns; if sc->dying != 0; written *locked = 0 @
// CHECK-NEXT:   exit returns; held sc->mtx; if sc->dying == 0; written *locked = 1 @
// CHECK-NEXT:   case returns; acquired sc->mtx; if sc->dying == 0; written *locked = 1{{$}}
// CHECK-NEXT:   case returns; if sc->dying != 0; written *locked = 0{{$}}
void told_by_memory(struct softc *sc, int *locked) {
  *locked = 0;
  if (sc->dying)
    return;
  mtx_lock(&sc->mtx);
  *locked = 1;
}

// CHECK-LABEL: solved told_by_memory_user(sc) in returns.c:
// CHECK:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; if sc->dying == 0 @
// CHECK:   case returns{{$}}
void told_by_memory_user(struct softc *sc) {
  int locked;

  told_by_memory(sc, &locked);
  if (locked)
    mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved leaks(sc) in returns.c:
// CHECK:   exit returns 6; held sc->mtx; if sc->dying != 0 (under lock); untold sc->mtx against @{{[0-9]+}} @
// CHECK-NEXT:   exit returns 0; if sc->dying == 0 (under lock) @
// CHECK-NEXT:   case returns 0; if sc->dying == 0 (under lock){{$}}
// CHECK-NEXT:   case returns 6; if sc->dying != 0 (under lock){{$}}
int leaks(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->dying)
    return (ENXIO);
  mtx_unlock(&sc->mtx);
  return (0);
}

// A pointer that was read through is not null: callers know from null that the
// lock was given up.
// CHECK-LABEL: solved ours_or_back(sc, it) in returns.c:
// CHECK:   case returns it (!= 0); if it->next == 0{{$}}
// CHECK-NEXT:   case returns 0; entry sc->mtx held released; if it->next != 0{{$}}
struct item *ours_or_back(struct softc *sc, struct item *it) {
  if (it->next != NULL) {
    mtx_unlock(&sc->mtx);
    return (NULL);
  }
  return (it);
}
