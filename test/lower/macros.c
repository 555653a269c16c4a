// RUN: %locktidy graph --all --model %S/Inputs/test.yaml --kernel=test %s -- \
// RUN:   | FileCheck %s
// Primitives spelled as macros: one event for the expansion, with the macro's
// arguments as operands. The innermost modelled name wins.
#include "Inputs/test.h"

int cas(int *, int);
struct softc *find(int);
void lock_hard(struct mtx *, int), lock_a(struct mtx *), lock_b(struct mtx *);

#define lock_flags(m, f) do { if (!cas(&(m)->word, 1)) lock_hard((m), f); } while (0)
#define lock(m) lock_flags((m), 0)
#define SC_LOCK(sc) lock(&(sc)->mtx)
#define SC_MTX(sc) (&(sc)->mtx)
#define SAME(x) x
// CHECK-LABEL: nested(sc):
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     acquire lock sc->mtx (mtx)
// CHECK-NEXT:     t1 = call find(1)
// CHECK-NEXT:     acquire lock t1->mtx (mtx)
// CHECK-NEXT:     acquire lock sc->mtx (mtx)
// CHECK-NEXT:     acquire lock sc->mtx (mtx)
// CHECK-NEXT:     acquire lock sc->mtx (mtx)
// CHECK-NEXT:     acquire lock sc->head[1].lock (mtx)
// CHECK-NEXT:     acquire lock sc->mtx (mtx)
// CHECK-NEXT:     branch sc->flags b1 b2
// CHECK-NEXT: b1: acquire lock sc->head->lock (mtx)
// CHECK-NEXT:     jump b3
// CHECK-NEXT: b2: release unlock sc->mtx (mtx)
// CHECK-NEXT:     jump b3
// CHECK-NEXT: b3: return
void nested(struct softc *sc) {
  lock(&sc->mtx);
  SC_LOCK(sc);
  SC_LOCK(find(1));
  lock(SC_MTX(sc));
  SAME(SAME(SC_LOCK(sc)));
  lock(SAME(&sc->mtx));
  lock((&sc->head[1].lock));
  (lock)(&sc->mtx);
  if (sc->flags)
    lock(&sc->head->lock);
  else
    unlock(&sc->mtx);
}

#define lock_object(o) cas(&(o).word, 1)
// CHECK-LABEL: lvalue(sc):
// CHECK-NEXT: b0: acquire lock_object sc->mtx (mtx)
// CHECK-NEXT:     t1 = call find(2)
// CHECK-NEXT:     acquire lock_object t1->head->lock (mtx)
// CHECK-NEXT:     return
void lvalue(struct softc *sc) {
  lock_object(sc->mtx);
  lock_object(find(2)->head->lock);
}

#define try_lock(m) cas(&m->word, 1)
#define held(m) m->word != 0
#define try_lock_alias try_lock
// CHECK-LABEL: expressions(sc, m) -> integer:
// CHECK-NEXT: b0: t2 = acquire try_lock m (mtx) success=nonzero
// CHECK-NEXT:     branch t2 b3 b1
// CHECK-NEXT: b1: t3 = acquire try_lock sc->mtx (mtx) success=nonzero
// CHECK-NEXT:     branch t3 b2 b3
// CHECK-NEXT: b2: t4 = query held m
// CHECK-NEXT:     return t4
// CHECK-NEXT: b3: t5 = acquire try_lock m (mtx) success=nonzero
// CHECK-NEXT:     branch t5 b4 b3
// CHECK-NEXT: b4: t8 = query held m[1]
// CHECK-NEXT:     branch t8 b5 b7
// CHECK-NEXT: b5: branch sc->flags b6 b7
// CHECK-NEXT: b6: store t7 = 1
// CHECK-NEXT:     jump b8
// CHECK-NEXT: b7: store t7 = 0
// CHECK-NEXT:     jump b8
// CHECK-NEXT: b8: store got = t7
// CHECK-NEXT:     return got
int expressions(struct softc *sc, struct mtx *m) {
  if (!try_lock(m) && try_lock((&sc->mtx)))
    return held(m);
  while (!try_lock_alias(m))
    ;
  int got = held((m + 1)) && sc->flags;
  return got;
}

#define unlock(m) lock_a(m); lock_b(m)
// CHECK-LABEL: pieces(sc):
// CHECK-NEXT: b0: release unlock sc->mtx (mtx)
// CHECK-NEXT:     call work(sc)
// CHECK-NEXT:     release unlock sc->head->lock (mtx)
// CHECK-NEXT:     return
void pieces(struct softc *sc) {
  unlock(&sc->mtx);
  work(sc);
  unlock(&sc->head->lock);
}

// A macro that does more than the primitive in it is no primitive itself,
// unless the model says that it stands for itself.
#define lock_both(a, b) do { lock(a); lock(b); } while (0)
#define lock_all(a) do { lock(a); lock_hard(a, 1); } while (0)
#define lock_or_return(m) do { if (cas(&(m)->word, 2)) return; lock_hard(m, 3); } while (0)
// CHECK-LABEL: holding(sc):
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     acquire lock sc->head->lock (mtx)
// CHECK-NEXT:     acquire lock_all all (mtx)
// CHECK-NEXT:     t1 = call cas(&sc->mtx.word, 2)
// CHECK-NEXT:     branch t1 b1 b2
// CHECK-NEXT: b1: return
// CHECK-NEXT: b2: call lock_hard(&sc->mtx, 3)
// CHECK-NEXT:     return
void holding(struct softc *sc) {
  lock_both(&sc->mtx, &sc->head->lock);
  lock_all(&sc->mtx);
  lock_or_return(&sc->mtx);
}

#define ASSERT(e) ((void)((e) || (stop(#e), 0)))
#define KASSERT(e, m) do { if (__builtin_expect(!(e), 0)) stop m; } while (0)
// CHECK-LABEL: assertions(sc):
// CHECK-NEXT: b0: assert-held held sc->mtx
// CHECK-NEXT:     branch sc->flags & 1 b1 b4
// CHECK-NEXT: b1: branch sc->error b2 b3
// CHECK-NEXT: b2: unreachable
// CHECK-NEXT: b3: return
// CHECK-NEXT: b4: unreachable
void assertions(struct softc *sc) {
  ASSERT(held((&sc->mtx)));
  KASSERT(sc->flags & 1, ("flags %d", sc->flags));
  ASSERT(sc->error == 0 && "no error");
}

// A question whose wrong answer ends the run is an assertion; one that another
// question leads to, or whose answers both go on, is not.
// CHECK-LABEL: questions(sc):
// CHECK-NEXT: b0: assert-not-held held sc->mtx
// CHECK-NEXT:     t2 = query held sc->head->lock
// CHECK-NEXT:     branch t2 b2 b1
// CHECK-NEXT: b1: t3 = query held sc->mtx
// CHECK-NEXT:     branch t3 b2 b5
// CHECK-NEXT: b2: t4 = query held sc->mtx
// CHECK-NEXT:     branch t4 b3 b4
// CHECK-NEXT: b3: call work(sc)
// CHECK-NEXT:     jump b4
// CHECK-NEXT: b4: return
// CHECK-NEXT: b5: unreachable
void questions(struct softc *sc) {
  ASSERT(!held((&sc->mtx)));
  ASSERT(held((&sc->head->lock)) || held((&sc->mtx)));
  if (held((&sc->mtx)))
    work(sc);
}

#define assert_held(m) ((void)0)
// CHECK-LABEL: compiled_away(sc) [stub]:
// CHECK-NEXT: b0: assert-held assert_held sc->mtx
// CHECK-NEXT:     return
void compiled_away(struct softc *sc) {
  assert_held(&sc->mtx);
}

#define log(...) use(0, ##__VA_ARGS__)
#define rw_lock(m, how) lock_hard(m, how)
#define CALL(f, x) f(x)
#define NAME(x) use(1, #x)
#define new_lock lock_new
void new_lock(struct mtx *);
// CHECK-LABEL: arguments(sc):
// CHECK-NEXT: b0: call work(sc)
// CHECK-NEXT:     call work(sc->head)
// CHECK-NEXT:     branch sc->flags b1 b2
// CHECK-NEXT: b1: store t1 = 0
// CHECK-NEXT:     jump b3
// CHECK-NEXT: b2: store t1 = 1
// CHECK-NEXT:     jump b3
// CHECK-NEXT: b3: acquire rw_lock sc->mtx (rw, shared) when=!t1
// CHECK-NEXT:     acquire rw_lock sc->mtx (rw) when=!!t1
// CHECK-NEXT:     acquire lock sc->mtx (mtx)
// CHECK-NEXT:     release unlock sc->mtx (mtx)
// CHECK-NEXT:     call use(1, ?)
// CHECK-NEXT:     call lock_new(&sc->mtx)
// CHECK-NEXT:     return
void arguments(struct softc *sc) {
  log("%d %d", work(sc), (work(sc->head), 2));
  log();
  rw_lock(&sc->mtx, sc->flags ? RW_READER : RW_WRITER);
  CALL(SC_LOCK, sc);
  CALL(unlock, &sc->mtx);
  NAME(lock(&sc->mtx));
  new_lock(&sc->mtx);
}
