// RUN: %locktidy graph --all --model %S/Inputs/test.yaml --kernel=test %s -- \
// RUN:   | FileCheck %s
// __attribute__((cleanup)): the call at each way out of the scope.
#include "Inputs/test.h"

struct guard { struct mtx *m; };
// CHECK-LABEL: guard_end(g):
// CHECK-NEXT: b0: release unlock g->m (mtx)
// CHECK-NEXT:     return
static inline void guard_end(struct guard *g) { unlock(g->m); }
#define GUARD __attribute__((cleanup(guard_end)))

// CHECK-LABEL: each_exit(sc) -> integer [&g, &h]:
// CHECK-NEXT: b0: store i = 0
// CHECK-NEXT:     jump b1
// CHECK-NEXT: b1: branch i < 3 b2 b9
// CHECK-NEXT: b2: clobber g
// CHECK-NEXT:     store g.m = &sc->mtx
// CHECK-NEXT:     acquire lock g.m (mtx)
// CHECK-NEXT:     t3 = call work(sc)
// CHECK-NEXT:     branch t3 b3 b4
// CHECK-NEXT: b3: store t4 = sc->flags
// CHECK-NEXT:     call guard_end(&g)
// CHECK-NEXT:     return t4
// CHECK-NEXT: b4: branch i == 1 b5 b6
// CHECK-NEXT: b5: call guard_end(&g)
// CHECK-NEXT:     jump b9
// CHECK-NEXT: b6: branch i == 2 b7 b8
// CHECK-NEXT: b7: call guard_end(&g)
// CHECK-NEXT:     return 1
// CHECK-NEXT: b8: clobber h
// CHECK-NEXT:     store h.m = 0
// CHECK-NEXT:     call guard_end(&h)
// CHECK-NEXT:     call guard_end(&g)
// CHECK-NEXT:     store i = i + 1
// CHECK-NEXT:     jump b1
// CHECK-NEXT: b9: return 2
int each_exit(struct softc *sc) {
  for (int i = 0; i < 3; i++) {
    GUARD struct guard g = {&sc->mtx};
    lock(g.m);
    if (work(sc))
      return sc->flags;
    if (i == 1)
      break;
    if (i == 2)
      goto out;
    GUARD struct guard h = {0};
    continue;
  }
  return 2;
out:
  return 1;
}

// CHECK-LABEL: within(sc) [&g, &h]:
// CHECK-NEXT: b0: clobber g
// CHECK-NEXT:     store g.m = &sc->mtx
// CHECK-NEXT:     jump b1
// CHECK-NEXT: b1: t2 = call work(sc)
// CHECK-NEXT:     branch t2 b1 b2
// CHECK-NEXT: b2: clobber h
// CHECK-NEXT:     store h.m = 0
// CHECK-NEXT:     store t5 = sc->flags
// CHECK-NEXT:     call guard_end(&h)
// CHECK-NEXT:     store x = t5
// CHECK-NEXT:     call use(x)
// CHECK-NEXT:     call guard_end(&g)
// CHECK-NEXT:     return
void within(struct softc *sc) {
  GUARD struct guard g = {&sc->mtx};
again:
  if (work(sc))
    goto again;
  int x = ({ GUARD struct guard h = {0}; sc->flags; });
  use(x);
}

// CHECK-LABEL: modelled() [&m]:
// CHECK-NEXT: b0: acquire lock m (mtx)
// CHECK-NEXT:     release unlock m (mtx)
// CHECK-NEXT:     return
void modelled(void) {
  __attribute__((cleanup(unlock))) struct mtx m;
  lock(&m);
}

// A guard that a function makes and returns by value: the lock in it is the one
// that the function was given.
struct fat { struct mtx *m; int flags; };
// CHECK-LABEL: fat_begin(m, result) -> other:
// CHECK-NEXT: b0: clobber f
// CHECK-NEXT:     store f.m = m
// CHECK:          acquire lock m (mtx)
// CHECK-NEXT:     store *result = f.m
// CHECK-NEXT:     store result[1] = f.flags
// CHECK-NEXT:     return
static inline struct fat fat_begin(struct mtx *m) {
  struct fat f = {.m = m};
  lock(m);
  return f;
}
static inline void fat_end(struct fat *f) {
  if (f->m)
    unlock(f->m);
}
// CHECK-LABEL: by_value(sc) [&scope, &t{{[0-9]+}}]:
// CHECK-NEXT: b0: call fat_begin(&sc->mtx, &[[T:t[0-9]+]])
// CHECK-NEXT:     store [[T]].m = [[T]]
// CHECK-NEXT:     store [[T]].flags = [[T]][1]
// CHECK-NEXT:     clobber scope
// CHECK-NEXT:     store scope.m = [[T]].m
// CHECK-NEXT:     store scope.flags = [[T]].flags
// CHECK-NEXT:     call work(sc)
// CHECK-NEXT:     call fat_end(&scope)
// CHECK-NEXT:     return
void by_value(struct softc *sc) {
  __attribute__((cleanup(fat_end))) struct fat scope = fat_begin(&sc->mtx);
  work(sc);
}
