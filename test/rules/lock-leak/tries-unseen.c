// What nowhere takes the lock that it is declared to try for: something that is not seen may, or
// the declaration is stale. Each lock that one attribute names counts, and each object.
// RUN: %check-expect --arg=--level=advice --arg=--rules=lock-leak %s -- %freebsd
// RUN: %locktidy check --fail-on=never --level=advice --rules=lock-leak %s -- %freebsd | FileCheck %s
#include <sys/lock.h>
#include <sys/mutex.h>
#include <sys/param.h>
#include <sys/systm.h>

#define TRY(...) __attribute__((try_acquire_capability(__VA_ARGS__)))
#define ACQUIRE(...) __attribute__((acquire_capability(__VA_ARGS__)))

struct softc {
  struct mtx m, m2;
  int n, dead;
};
struct ops { int (*enter)(struct softc *); };

int by_pointer_ok(struct softc *s, struct ops *o) TRY(1, &s->m);
int by_pointer_ok(struct softc *s, struct ops *o) {
  if (o->enter(s))
    return 0;
  return 1;
}

// CHECK-DAG: advice: 'never' is declared to return with 'struct softc::m', and never does
int never(struct softc *s) TRY(1, &s->m); // expect: lock-leak
int never(struct softc *s) {
  s->n++;
  return 1;
}

int second_bad(struct softc *s) TRY(1, &s->m, &s->m2);
int second_bad(struct softc *s) {
  if (!mtx_trylock(&s->m))
    return 0;
  if (!mtx_trylock(&s->m2)) {
    mtx_unlock(&s->m);
    return 0;
  }
  mtx_unlock(&s->m2);
  return 1; // expect: lock-leak
}

void both_bad(struct softc *s) ACQUIRE(&s->m, &s->m2);
void both_bad(struct softc *s) {
  mtx_lock(&s->m);
  if (s->dead)
    return; // expect: lock-leak
  mtx_lock(&s->m2);
}

// CHECK-DAG: advice: returns 1 without {{.*}}'struct softc::m', which it is declared to return with then
int other_bad(struct softc *a, struct softc *b) TRY(1, &a->m);
int other_bad(struct softc *a, struct softc *b) {
  if (!mtx_trylock(&b->m))
    return 0;
  return 1; // expect: lock-leak
}
