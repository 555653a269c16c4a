// RUN: %locktidy graph --all --model %S/Inputs/test.yaml --kernel=test %s -- \
// RUN:   | FileCheck %s
// What each statement becomes; `@` places are checked in positions.c.
#include "Inputs/test.h"

// CHECK-LABEL: goto_ladder(sc) -> integer:
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     t2 = call work(sc)
// CHECK-NEXT:     store error = t2
// CHECK-NEXT:     branch error b5 b1
// CHECK-NEXT: b1: branch sc->flags & 4 b3 b2
// CHECK-NEXT: b2: branch sc->error b3 b4
// CHECK-NEXT: b3: store error = 5
// CHECK-NEXT:     jump b5
// CHECK-NEXT: b4: store sc->flags = sc->flags | 2
// CHECK-NEXT:     jump b5
// CHECK-NEXT: b5: release unlock sc->mtx (mtx)
// CHECK-NEXT:     return error
int goto_ladder(struct softc *sc) {
  int error;
  lock(&sc->mtx);
  if ((error = work(sc)) != 0)
    goto fail;
  if (sc->flags & 4 || sc->error) {
    error = 5;
    goto fail;
  }
  sc->flags |= 2;
fail:
  unlock(&sc->mtx);
  return error;
}

// CHECK-LABEL: fallthrough(sc, c) -> integer:
// CHECK-NEXT: b0: switch c 1:b1 2..4:b2 -7:b3 8:b4 else b6
// CHECK-NEXT: b1: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     jump b2
// CHECK-NEXT: b2: call work(sc)
// CHECK-NEXT:     jump b5
// CHECK-NEXT: b3: branch sc->error b4 b5
// CHECK-NEXT: b4: release unlock sc->mtx (mtx)
// CHECK-NEXT:     jump b5
// CHECK-NEXT: b5: return 0
// CHECK-NEXT: b6: return -1
int fallthrough(struct softc *sc, int c) {
  switch (c) {
  case 1:
    lock(&sc->mtx);
  case 2 ... 4:
    work(sc);
    break;
  default:
    return -1;
  case -7:
    if (sc->error) {
  case 8:
      unlock(&sc->mtx);
    }
  }
  return 0;
}

// CHECK-LABEL: constant_switch(sc):
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     return
void constant_switch(struct softc *sc) {
  switch (sizeof(char)) {
  case 1:
    lock(&sc->mtx);
    break;
  case 8:
    unlock(&sc->mtx);
  }
}

// CHECK-LABEL: short_circuit(sc, a):
// CHECK-NEXT: b0: branch a b1 b4
// CHECK-NEXT: b1: t2 = call work(sc)
// CHECK-NEXT:     branch t2 == 3 b4 b2
// CHECK-NEXT: b2: branch sc->error b4 b3
// CHECK-NEXT: b3: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     jump b4
// CHECK-NEXT: b4: branch 1 < a b5 b7
// CHECK-NEXT: b5: t5 = call work(sc)
// CHECK-NEXT:     branch t5 b6 b7
// CHECK-NEXT: b6: store t4 = 1
// CHECK-NEXT:     jump b8
// CHECK-NEXT: b7: store t4 = 0
// CHECK-NEXT:     jump b8
// CHECK-NEXT: b8: store both = t4
// CHECK-NEXT:     branch a b9 b10
// CHECK-NEXT: b9: t6 = call work(sc)
// CHECK-NEXT:     jump b10
// CHECK-NEXT: b10: call use(both)
// CHECK-NEXT:      return
void short_circuit(struct softc *sc, int a) {
  if (a && !(work(sc) == 3 || sc->error))
    lock(&sc->mtx);
  int both = a > 1 && work(sc);
  a && work(sc);
  use(both);
}

// CHECK-LABEL: conditional(sc, a) -> integer:
// CHECK-NEXT: b0: branch a b1 b2
// CHECK-NEXT: b1: t4 = call work(sc)
// CHECK-NEXT:     store t3 = t4
// CHECK-NEXT:     jump b5
// CHECK-NEXT: b2: store t5 = a
// CHECK-NEXT:     branch t5 b4 b3
// CHECK-NEXT: b3: store t5 = 7
// CHECK-NEXT:     jump b4
// CHECK-NEXT: b4: store t3 = t5
// CHECK-NEXT:     jump b5
// CHECK-NEXT: b5: store x = t3
// CHECK-NEXT:     branch a b6 b7
// CHECK-NEXT: b6: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     jump b8
// CHECK-NEXT: b7: release unlock sc->mtx (mtx)
// CHECK-NEXT:     jump b8
// CHECK-NEXT: b8: branch x b9 b10
// CHECK-NEXT: b9: branch sc->flags b11 b12
// CHECK-NEXT: b10: branch sc->error b11 b12
// CHECK-NEXT: b11: call use(1)
// CHECK-NEXT:      jump b12
// CHECK-NEXT: b12: return x
int conditional(struct softc *sc, int a) {
  int x = a ? work(sc) : a ?: 7;
  a ? lock(&sc->mtx) : unlock(&sc->mtx);
  if (x ? sc->flags : sc->error)
    use(1);
  return 1 ? x : work(sc);
}

// CHECK-LABEL: loops(sc):
// CHECK-NEXT: b0: store l = sc->head
// CHECK-NEXT:     jump b1
// CHECK-NEXT: b1: branch l b2 b5
// CHECK-NEXT: b2: branch l->lock.word b4 b3
// CHECK-NEXT: b3: acquire lock l->lock (mtx)
// CHECK-NEXT:     jump b4
// CHECK-NEXT: b4: store l = l->next
// CHECK-NEXT:     jump b1
// CHECK-NEXT: b5: branch sc->error b6 b9
// CHECK-NEXT: b6: call work(sc)
// CHECK-NEXT:     store t2 = sc->flags
// CHECK-NEXT:     store sc->flags = t2 + -1
// CHECK-NEXT:     branch 0 < t2 b6 b7
// CHECK-NEXT: b7: call work(sc->head)
// CHECK-NEXT:     jump b8
// CHECK-NEXT: b8: jump b8
// CHECK-NEXT: b9: call work(sc)
// CHECK-NEXT:     jump b5
void loops(struct softc *sc) {
  for (struct list *l = sc->head; l; l = l->next) {
    if (l->lock.word)
      continue;
    lock(&l->lock);
  }
  while (1) {
    if (sc->error)
      break;
    work(sc);
  }
  do
    work(sc);
  while (sc->flags-- > 0);
  do {
    work(sc->head);
  } while (0);
  if (0)
    lock(&sc->mtx);
  for (;;)
    ;
}

// CHECK-LABEL: duff(n, sc) -> integer:
// CHECK-NEXT: b0: switch n % 4 0:b2 3:b3 2:b1 else b4
// CHECK-NEXT: b1: call work(sc)
// CHECK-NEXT:     store n = n + -1
// CHECK-NEXT:     branch 0 < n b2 b4
// CHECK-NEXT: b2: call work(sc)
// CHECK-NEXT:     jump b3
// CHECK-NEXT: b3: call work(sc)
// CHECK-NEXT:     jump b1
// CHECK-NEXT: b4: return n
int duff(int n, struct softc *sc) {
  switch (n % 4) {
  case 0:
    do {
      work(sc);
  case 3:
      work(sc);
  case 2:
      work(sc);
    } while (--n > 0);
  }
  return n;
}

// CHECK-LABEL: computed_goto(n, sc):
// CHECK-NEXT: b0: switch ? 0:b1 1:b2 else b3
// CHECK-NEXT: b1: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     jump b2
// CHECK-NEXT: b2: call work(sc)
// CHECK-NEXT:     return
// CHECK-NEXT: b3: release unlock sc->mtx (mtx)
// CHECK-NEXT:     return
void computed_goto(int n, struct softc *sc) {
  static void *const Table[] = {&&a, &&b, &&c};
  goto *Table[n];
a:
  lock(&sc->mtx);
b:
  work(sc);
  return;
c:
  unlock(&sc->mtx);
}

// CHECK-LABEL: asm_goto(sc) -> integer:
// CHECK-NEXT: b0: switch ? 0:b1 else b2
// CHECK-NEXT: b1: return -1
// CHECK-NEXT: b2: clobber r
// CHECK-NEXT:     clobber sc->flags
// CHECK-NEXT:     return r
int asm_goto(struct softc *sc) {
  int r;
  __asm__ goto("jmp %l1" : : "r"(sc) : : fail);
  __asm__("" : "=r"(r), "+m"(sc->flags));
  return r;
fail:
  return -1;
}

// CHECK-LABEL: statement_expression(sc) -> integer:
// CHECK-NEXT: b0: t3 = call work(sc)
// CHECK-NEXT:     store y = t3
// CHECK-NEXT:     acquire lock sc->mtx (mtx)
// CHECK-NEXT:     store x = y + 1
// CHECK-NEXT:     release unlock sc->mtx (mtx)
// CHECK-NEXT:     branch sc->flags == 2 b1 b2
// CHECK-NEXT: b1: return x
// CHECK-NEXT: b2: return 0
int statement_expression(struct softc *sc) {
  int x = ({
    int y = work(sc);
    lock(&sc->mtx);
    y + 1;
  });
  if (({ unlock(&sc->mtx); sc->flags; }) == 2)
    return x;
  return 0;
}

int fatal(const char *) __attribute__((noreturn));
// CHECK-LABEL: ends(sc, die):
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     switch sc->flags 1:b1 2:b2 3:b3 4:b4 else b5
// CHECK-NEXT: b1: unreachable
// CHECK-NEXT: b2: call fatal(?)
// CHECK-NEXT:     unreachable
// CHECK-NEXT: b3: call die()
// CHECK-NEXT:     unreachable
// CHECK-NEXT: b4: unreachable
// CHECK-NEXT: b5: release unlock sc->mtx (mtx)
// CHECK-NEXT:     return
void ends(struct softc *sc, void (*die)(void) __attribute__((noreturn))) {
  lock(&sc->mtx);
  switch (sc->flags) {
  case 1:
    stop("modelled");
  case 2:
    fatal("declared");
  case 3:
    die();
  case 4:
    __builtin_unreachable();
  }
  unlock(&sc->mtx);
}

// CHECK-LABEL: old_style(sc, n) -> integer:
// CHECK-NEXT: b0: acquire lock sc->mtx (mtx)
// CHECK-NEXT:     return n
int old_style(sc, n)
    struct softc *sc;
    int n;
{
  lock(&sc->mtx);
  return n;
}

// CHECK-LABEL: dangling(a) -> integer:
// CHECK-NEXT: b0: switch a 1:b1 else b2
// CHECK-NEXT: b1: call use(1)
// CHECK-NEXT:     jump b2
// CHECK-NEXT: b2: branch a b3 b5
// CHECK-NEXT: b3: branch a == 2 b4 b6
// CHECK-NEXT: b4: return 1
// CHECK-NEXT: b5: store a = 3
// CHECK-NEXT:     jump b6
// CHECK-NEXT: b6: return a
int dangling(int a) {
  switch (a)
  case 1:
    use(1);
  if (a)
    if (a == 2)
      return 1;
    else
      goto out;
  a = 3;
out:
  return a;
}
