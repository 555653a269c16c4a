// RUN: %locktidy graph --all --model %S/Inputs/test.yaml --kernel=test %s -- \
// RUN:   | FileCheck %s
// A model's entry applied to the arguments of a call.
#include "Inputs/test.h"

struct object { struct { struct mtx m; } inner; };
void lock_inner(struct object *), lock_word(int *);
struct mtx *new_locked(int);
void assert_held(struct mtx *), rw_lock(struct mtx *, enum rw);
void lock_init(struct mtx *, const char *, int);
int sleep_on(void *, struct mtx *, int, int);
void *get_memory(int, int), *get_memory_later(int, int);
void start_timer(int *, void (*)(void *), void *);
void restore_level(int), wait_old();
void report(int, const char *, ...);
int out(int *);

// CHECK-LABEL: operands(sc, o, word):
// CHECK-NEXT: b0: acquire lock_inner o->inner.m (mtx)
// CHECK-NEXT:     acquire lock_word sc->mtx (mtx)
// CHECK-NEXT:     acquire lock_word word (mtx)
// CHECK-NEXT:     t4 = acquire new_locked t4 (mtx)
// CHECK-NEXT:     store n = t4
// CHECK-NEXT:     t5 = acquire new_locked t5 (mtx)
// CHECK-NEXT:     release unlock n (mtx)
// CHECK-NEXT:     assert-held assert_held sc->mtx
// CHECK-NEXT:     t6 = acquire try_lock sc->mtx (mtx) success=nonzero
// CHECK-NEXT:     branch t6 b2 b1
// CHECK-NEXT: b1: acquire try_lock sc->mtx (mtx) success=nonzero
// CHECK-NEXT:     jump b2
// CHECK-NEXT: b2: return
void operands(struct softc *sc, struct object *o, int *word) {
  lock_inner(o);
  lock_word(&sc->mtx.word);
  lock_word(word);
  struct mtx *n = new_locked(1);
  new_locked(2);
  unlock(n);
  assert_held(&sc->mtx);
  if (!try_lock(&sc->mtx))
    try_lock(&sc->mtx);
}

extern struct mtx big_lock;
// CHECK-LABEL: modes_and_kinds(sc, how, flags):
// CHECK-NEXT: b0: acquire rw_lock sc->mtx (rw, shared)
// CHECK-NEXT:     acquire rw_lock sc->mtx (rw)
// CHECK-NEXT:     acquire rw_lock sc->mtx (rw, shared) when=!how
// CHECK-NEXT:     acquire rw_lock sc->mtx (rw) when=!!how
// CHECK-NEXT:     acquire lock big_lock (big)
// CHECK-NEXT:     init lock_init sc->mtx (mtx) label="one"
// CHECK-NEXT:     init lock_init sc->mtx (spin) label="two" recursive
// CHECK-NEXT:     init lock_init sc->mtx (spin) label="three" recursive
// CHECK-NEXT:     init lock_init sc->mtx (mtx) label="three" recursive
// CHECK-NEXT:     init lock_init sc->mtx (spin) label="four" recursive
// CHECK-NEXT:     return
void modes_and_kinds(struct softc *sc, enum rw how, int flags) {
  rw_lock(&sc->mtx, RW_READER);
  rw_lock(&sc->mtx, RW_WRITER);
  rw_lock(&sc->mtx, how);
  lock(&big_lock);
  lock_init(&sc->mtx, "one", 0);
  lock_init(&sc->mtx, "two", LK_SPIN | LK_RECURSE);
  lock_init(&sc->mtx, "three", flags);
  lock_init(&sc->mtx, "four", flags | LK_SPIN);
}

// CHECK-LABEL: waits(sc, flags) -> integer:
// CHECK-NEXT: b0: wait sleep_on chan=sc lock=sc->mtx keeps-dropped=0 timeout=0 signals=256
// CHECK-NEXT:     wait sleep_on chan=&sc->flags keeps-dropped=1024 timeout=flags signals=0
// CHECK-NEXT:     t2 = wait sleep_on chan=sc lock=sc->mtx keeps-dropped=(flags & 1024) timeout=1 signals=256
// CHECK-NEXT:     return t2
int waits(struct softc *sc, int flags) {
  sleep_on(sc, &sc->mtx, 3 | PCATCH, 0);
  sleep_on(&sc->flags, 0, PDROP, flags);
  return sleep_on(sc, &sc->mtx, flags | PCATCH, 1);
}

// CHECK-LABEL: conditions(sc, flags):
// CHECK-NEXT: b0: t3 = alloc get_memory
// CHECK-NEXT:     store a = t3
// CHECK-NEXT:     store b = ?
// CHECK-NEXT:     t7 = alloc get_memory when=(!(flags & 1))
// CHECK-NEXT:     store c = t7
// CHECK-NEXT:     t9 = alloc get_memory_later when=?
// CHECK-NEXT:     store d = t9
// CHECK-NEXT:     call use(!a, b, c, d)
// CHECK-NEXT:     return
void conditions(struct softc *sc, int flags) {
  void *a = get_memory(1, 0), *b = get_memory(2, NOWAIT);
  void *c = get_memory(3, flags), *d = get_memory_later(4, flags);
  use(!a, b, c, d);
}

static void tick(void *arg) { work(arg); }
// CHECK-LABEL: registers(sc):
// CHECK-NEXT: b0: register start_timer chan=&sc->flags handler=tick argument=sc context=timer
// CHECK-NEXT:     return
void registers(struct softc *sc) {
  start_timer(&sc->flags, tick, sc);
  start_timer(&sc->flags, 0, sc);
}

static inline int raise_level(void) { return 0; }
// CHECK-LABEL: levels(sc):
// CHECK-NEXT: b0: t2 = level-raise raise_level label="net" stub
// CHECK-NEXT:     store s = t2
// CHECK-NEXT:     may-sleep wait_old
// CHECK-NEXT:     busy-wait wait_old amount=50
// CHECK-NEXT:     level-restore restore_level argument=s
// CHECK-NEXT:     return
void levels(struct softc *sc) {
  int s = raise_level();
  wait_old(1);
  wait_old(2, 50);
  restore_level(s);
}

// CHECK-LABEL: never(sc, how):
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     branch how == 3 b1 b2
// CHECK-NEXT: b1: unreachable
// CHECK-NEXT: b2: branch sc->error b3 b4
// CHECK-NEXT: b3: unreachable
// CHECK-NEXT: b4: release unlock sc->mtx (mtx)
// CHECK-NEXT:     return
void never(struct softc *sc, int how) {
  lock(&sc->mtx);
  report(1, "continues");
  report(how, "may continue");
  if (sc->error)
    report(FATAL, "does not");
  unlock(&sc->mtx);
}

// CHECK-LABEL: outputs(sc) [&got]:
// CHECK-NEXT: b0: store got = 0
// CHECK-NEXT:     clobber got
// CHECK-NEXT:     clobber sc->flags
// CHECK-NEXT:     clobber *sc->head
// CHECK-NEXT:     clobber got
// CHECK-NEXT:     return
void outputs(struct softc *sc) {
  int got = 0;
  log("%d", &got, &sc->flags, &sc->mtx);
  __builtin_memset(sc->head, 0, 8);
  __builtin_memset(&got, 0, sizeof(got));
}
