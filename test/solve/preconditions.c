// RUN: %locktidy graph --all --solved %s -- %freebsd \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// What a function expects of its caller's locks.
#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
  struct mtx mtx;
  int busy;
};

// CHECK-LABEL: solved release_first(sc) in preconditions.c:
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx) @
// CHECK-NEXT:   observe wakeup wakeup; dropped sc->mtx @
// CHECK-NEXT:   exit returns; entry sc->mtx held released @
// CHECK-NEXT:   case returns; entry sc->mtx held released{{$}}
void release_first(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  wakeup(sc);
}

// CHECK-LABEL: solved drop_and_retake(sc) in preconditions.c:
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx) @
// CHECK-NEXT:   observe may-sleep pause; dropped sc->mtx @
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); dropped sc->mtx @
// CHECK-NEXT:   exit returns; entry sc->mtx held; held sc->mtx (entry) @
// CHECK-NEXT:   case returns; entry sc->mtx held{{$}}
// CHECK-NEXT:   event may-sleep pause; dropped sc->mtx @
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx; dropped sc->mtx @
void drop_and_retake(struct softc *sc) {
  mtx_unlock(&sc->mtx);
  pause("dropped", 1);
  mtx_lock(&sc->mtx);
}

// CHECK-LABEL: solved drop_and_retake_user(sc) in preconditions.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe may-sleep pause; via drop_and_retake @
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); via drop_and_retake @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx @
// CHECK-NEXT:   event may-sleep pause; in drop_and_retake depth 1 @
void drop_and_retake_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  drop_and_retake(sc);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved asserts(sc) in preconditions.c:
// CHECK-NEXT:   observe assert-held mtx_assert sc->mtx (mtx) @
// CHECK-NEXT:   observe wakeup wakeup; held sc->mtx (entry); entry-held sc->mtx @
// CHECK-NEXT:   exit returns; entry sc->mtx held; held sc->mtx (entry) @
// CHECK-NEXT:   case returns; entry sc->mtx held{{$}}
void asserts(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  wakeup(sc);
}

// CHECK-LABEL: solved asserts_user(sc) in preconditions.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx @
void asserts_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  asserts(sc);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved asserts_broken(sc) in preconditions.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
// CHECK-NEXT:   observe assert-held sc->mtx (mtx); via asserts; clash not-held @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx @
void asserts_broken(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_unlock(&sc->mtx);
  asserts(sc);
}

// CHECK-LABEL: solved asserts_passed_on(sc) in preconditions.c:
// CHECK-NEXT:   exit returns; entry sc->mtx held; held sc->mtx (entry) @
// CHECK-NEXT:   case returns; entry sc->mtx held{{$}}
void asserts_passed_on(struct softc *sc) {
  asserts(sc);
}

// CHECK-LABEL: solved asserts_not(sc) in preconditions.c:
// CHECK-NEXT:   observe assert-not-held mtx_assert sc->mtx (mtx) @
// CHECK-NEXT:   exit returns; entry sc->mtx not held @
// CHECK-NEXT:   case returns; entry sc->mtx not held{{$}}
void asserts_not(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_NOTOWNED);
}

// CHECK-LABEL: solved asserts_not_broken(sc) in preconditions.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe assert-held sc->mtx (mtx); via asserts_not; held sc->mtx; clash recursive @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx @
void asserts_not_broken(struct softc *sc) {
  mtx_lock(&sc->mtx);
  asserts_not(sc);
  mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved asks(sc) in preconditions.c:
// CHECK-NEXT:   observe query mtx_owned sc->mtx (mtx) @
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); entry-free sc->mtx @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx; entry-free sc->mtx @
// CHECK-NEXT:   exit returns; entry sc->mtx held tested; held sc->mtx (entry) @
// CHECK-NEXT:   exit returns; entry sc->mtx not held tested @
// CHECK-NEXT:   case returns; entry sc->mtx held tested{{$}}
// CHECK-NEXT:   case returns; entry sc->mtx not held tested{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx; entry-free sc->mtx @
void asks(struct softc *sc) {
  int mine = mtx_owned(&sc->mtx);

  if (!mine)
    mtx_lock(&sc->mtx);
  sc->busy++;
  if (!mine)
    mtx_unlock(&sc->mtx);
}

// CHECK-LABEL: solved asks_user(sc) in preconditions.c:
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx) @
// CHECK-NEXT:   observe release mtx_unlock sc->mtx (mtx); held sc->mtx @
// CHECK-NEXT:   observe acquire mtx_lock sc->mtx (mtx); via asks @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mtx_lock sc->mtx (mtx); class struct softc::mtx @
void asks_user(struct softc *sc) {
  mtx_lock(&sc->mtx);
  asks(sc);
  mtx_unlock(&sc->mtx);
  asks(sc);
}
