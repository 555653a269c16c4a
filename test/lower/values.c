// RUN: %locktidy graph --all --model %S/Inputs/test.yaml --kernel=test %s -- \
// RUN:   | FileCheck %s
// Values, addresses, and the events of their side effects.
#include "Inputs/test.h"

typedef struct { struct mtx m; } wrapped_t;
struct record {
  struct { struct mtx lock; } tx, rx[2];
  union { int a; struct { struct mtx deep; int b; }; };
  struct list link, links[4];
  wrapped_t w;
  int bits : 3;
  unsigned u;
  struct record *next;
  int (*go)(struct record *);
};
struct record make(void);

// CHECK-LABEL: members(r):
// CHECK-NEXT: b0: acquire lock r->tx.lock (mtx)
// CHECK-NEXT:     acquire lock r->rx.lock (mtx)
// CHECK-NEXT:     acquire lock r->rx[r->a].lock (mtx)
// CHECK-NEXT:     acquire lock r->deep (mtx)
// CHECK-NEXT:     acquire lock r[2].w.m (mtx)
// CHECK-NEXT:     acquire lock r->links.lock (mtx)
// CHECK-NEXT:     store r->b = r->bits
// CHECK-NEXT:     return
void members(struct record *r) {
  lock(&r->tx.lock);
  lock(&r->rx[0].lock);
  lock(&r->rx[r->a].lock);
  lock(&(*r).deep);
  lock(&r[2].w.m);
  lock(&((struct record *)(void *)r)->links->lock);
  r->b = r->bits;
}

// CHECK-LABEL: assignments(r, p) -> integer:
// CHECK-NEXT: b0: store y = r->a
// CHECK-NEXT:     store x = y
// CHECK-NEXT:     store x = x + 2
// CHECK-NEXT:     store r->u = r->u << 1
// CHECK-NEXT:     store t4 = x
// CHECK-NEXT:     store x = t4 + -1
// CHECK-NEXT:     store t5 = p
// CHECK-NEXT:     store p = &t5[1]
// CHECK-NEXT:     store *t5 = t4
// CHECK-NEXT:     store *p = *p + 1
// CHECK-NEXT:     store x = *p
// CHECK-NEXT:     store t6 = x
// CHECK-NEXT:     store x = t6 + 1
// CHECK-NEXT:     call use(t6)
// CHECK-NEXT:     store r->b = 5
// CHECK-NEXT:     store y = r->b
// CHECK-NEXT:     jump b1
// CHECK-NEXT: b1: store r = r->next
// CHECK-NEXT:     branch r b2 b3
// CHECK-NEXT: b2: call work(r)
// CHECK-NEXT:     jump b1
// CHECK-NEXT: b3: return y
int assignments(struct record *r, int *p) {
  int x, y;
  x = y = r->a;
  x += 2;
  r->u <<= 1;
  *p++ = x--;
  x = ++*p;
  y = (use(x++), r->b = 5);
  while ((r = r->next) != 0)
    work(r);
  return y;
}

// CHECK-LABEL: records(r) -> integer [&t4, &t6, &t9]:
// CHECK-NEXT: b0: clobber a
// CHECK-NEXT:     store a.bits = r->bits
// CHECK-NEXT:     store a.u = r->u
// CHECK-NEXT:     store a.next = r->next
// CHECK-NEXT:     store a.go = r->go
// CHECK-NEXT:     clobber b
// CHECK-NEXT:     store b.a = 3
// CHECK-NEXT:     store b.link.next = 0
// CHECK-NEXT:     store b.bits = 0
// CHECK-NEXT:     store b.u = 0
// CHECK-NEXT:     store b.next = r
// CHECK-NEXT:     store b.go = 0
// CHECK-NEXT:     clobber t4
// CHECK-NEXT:     store t4.bits = 0
// CHECK-NEXT:     t5 = call work(r)
// CHECK-NEXT:     store t4.u = t5
// CHECK-NEXT:     store t4.next = 0
// CHECK-NEXT:     store t4.go = 0
// CHECK-NEXT:     store c = &t4
// CHECK-NEXT:     clobber *c
// CHECK-NEXT:     store c->bits = a.bits
// CHECK-NEXT:     store c->u = a.u
// CHECK-NEXT:     store c->next = a.next
// CHECK-NEXT:     store c->go = a.go
// CHECK-NEXT:     call make(&t6)
// CHECK-NEXT:     store t6.bits = t6
// CHECK-NEXT:     store t6.u = t6[1]
// CHECK-NEXT:     store t6.next = t6[2]
// CHECK-NEXT:     store t6.go = t6[3]
// CHECK-NEXT:     clobber b
// CHECK-NEXT:     store b.bits = t6.bits
// CHECK-NEXT:     store b.u = t6.u
// CHECK-NEXT:     store b.next = t6.next
// CHECK-NEXT:     store b.go = t6.go
// CHECK-NEXT:     clobber v
// CHECK-NEXT:     store v = 1
// CHECK-NEXT:     t8 = call work(c)
// CHECK-NEXT:     store v[1] = t8
// CHECK-NEXT:     call make(&t9)
// CHECK-NEXT:     store t9.bits = t9
// CHECK-NEXT:     store t9.u = t9[1]
// CHECK-NEXT:     store t9.next = t9[2]
// CHECK-NEXT:     store t9.go = t9[3]
// CHECK-NEXT:     return t9.w.m.word + b.a + v[1]
int records(struct record *r) {
  struct record a = *r, b = {.a = 3, .next = r, .link.next = 0};
  struct record *c = &(struct record){.u = work(r)};
  *c = a;
  b = make();
  int v[] = {1, work(c)};
  return make().w.m.word + b.a + v[1];
}

// CHECK-LABEL: truth(r, u, s) -> integer:
// CHECK-NEXT: b0: store b = !!(r->a & 4)
// CHECK-NEXT:     branch r->a b1 b2
// CHECK-NEXT: b1: call use(1)
// CHECK-NEXT:     jump b2
// CHECK-NEXT: b2: branch b b3 b4
// CHECK-NEXT: b3: branch s b5 b4
// CHECK-NEXT: b4: call use(2)
// CHECK-NEXT:     jump b5
// CHECK-NEXT: b5: branch u b7 b6
// CHECK-NEXT: b6: call use(3)
// CHECK-NEXT:     jump b7
// CHECK-NEXT: b7: branch u == 4294967295 b9 b8
// CHECK-NEXT: b8: branch r->a == -1 b9 b10
// CHECK-NEXT: b9: call use(4)
// CHECK-NEXT:     jump b10
// CHECK-NEXT: b10: branch &s[-1] == &?[1] b11 b12
// CHECK-NEXT: b11: call use(5)
// CHECK-NEXT:      jump b12
// CHECK-NEXT: b12: branch r->a < 2 b15 b13
// CHECK-NEXT: b13: branch *s == 97 b14 b15
// CHECK-NEXT: b14: store t4 = 1
// CHECK-NEXT:      jump b16
// CHECK-NEXT: b15: store t4 = 0
// CHECK-NEXT:      jump b16
// CHECK-NEXT: b16: return t4
int truth(struct record *r, unsigned u, char *s) {
  _Bool b = r->a & 4;
  if (!!(r->a))
    use(1);
  if (__builtin_expect(!(b && s), 0))
    use(2);
  if ((u > 0) == 0)
    use(3);
  if (u == ~0U || r->a == (char)0x1ff)
    use(4);
  if ("text" && s - 1 == "text" + 1)
    use(5);
  return r->a >= 2 && *s == 'a';
}

enum { ONE = 1, FOUR = ONE << 2 };
static const int Five = FOUR + 1;
// CHECK-LABEL: constants(r) -> integer:
// CHECK-NEXT: b0: store z = 1
// CHECK-NEXT:     store o = 8
// CHECK-NEXT:     call use(4, 5, 255, 44, 0, 98)
// CHECK-NEXT:     return o
int constants(struct record *r) {
  int z = sizeof(*r->next) == sizeof(struct record), o = __builtin_offsetof(struct list, lock);
  use(FOUR, Five, -1 & 0xff, (unsigned char)300, __builtin_constant_p(z), 'b');
  if (FOUR == 5)
    use(z);
  return o;
}

#define container_of(p, t, m) ({                        \
    const __typeof__(((t *)0)->m) *Ptr = (p);            \
    (t *)((char *)Ptr - __builtin_offsetof(t, m)); })
#define old_container(p, t, m) ((t *)((char *)(p) - (unsigned long)&((t *)0)->m))
// CHECK-LABEL: containers(l, m):
// CHECK-NEXT: b0: store Ptr = l
// CHECK-NEXT:     store r = outer(Ptr, link)
// CHECK-NEXT:     acquire lock r->w.m (mtx)
// CHECK-NEXT:     acquire lock outer(l, link)->deep (mtx)
// CHECK-NEXT:     store Ptr = &r->link
// CHECK-NEXT:     acquire lock outer(Ptr, link)->deep (mtx)
// CHECK-NEXT:     acquire lock outer(outer(m, lock), links)->deep (mtx)
// CHECK-NEXT:     store Ptr = m
// CHECK-NEXT:     acquire lock outer(Ptr, deep)->w.m (mtx)
// CHECK-NEXT:     return
void containers(struct list *l, struct mtx *m) {
  struct record *r = container_of(l, struct record, link);
  lock(&r->w.m);
  lock(&old_container(l, struct record, link)->deep);
  lock(&container_of(&r->link, struct record, link)->deep);
  lock(&old_container(m, struct record, links[1].lock)->deep);
  lock(&container_of(m, struct record, deep)->w.m);
}

// CHECK-LABEL: atomics(p, v) -> integer [&v]:
// CHECK-NEXT: b0: call use(v)
// CHECK-NEXT:     clobber *p
// CHECK-NEXT:     clobber v
// CHECK-NEXT:     return *p + v
int atomics(int *p, int v) {
  __atomic_store_n(p, use(v), 5);
  __sync_fetch_and_add(&v, 1);
  return __atomic_load_n(p, 0) + v;
}

struct mtx global;
static struct mtx here;
// CHECK-LABEL: globals() -> integer:
// CHECK-NEXT: b0: acquire lock global (mtx)
// CHECK-NEXT:     acquire lock here (mtx)
// CHECK-NEXT:     acquire lock globals.mine (mtx)
// CHECK-NEXT:     acquire lock there (mtx)
// CHECK-NEXT:     store t0 = globals.count
// CHECK-NEXT:     store globals.count = t0 + 1
// CHECK-NEXT:     return t0
int globals(void) {
  static struct mtx mine;
  static int count;
  extern struct mtx there;
  lock(&global);
  lock(&here);
  lock(&mine);
  lock(&there);
  return count++;
}

// CHECK-LABEL: escapes() [&a, &v]:
// CHECK-NEXT: b0: call use(0, &a, b)
// CHECK-NEXT:     call use(v[1], &v)
// CHECK-NEXT:     clobber kept[1]
// CHECK-NEXT:     store kept[1].word = m.word
// CHECK-NEXT:     return
void escapes(void) {
  int a, b, v[2];
  struct mtx m, kept[2];
  use(0, &a, b);
  use(v[1], v);
  kept[1] = m;
}

static int handler(struct record *r) { return r->a; }
static struct record bound = {.go = handler};
struct ops { int (*first)(struct record *), (*second)(struct record *); };
static const struct ops table[] = {{handler, 0}, {.second = &handler}};
// CHECK-LABEL: bindings(r, i) -> integer:
// CHECK-NEXT: b0: store r->go = handler
// CHECK-NEXT:     call r->next->go(r) name=go
// CHECK-NEXT:     call table[i].second(r) name=second
// CHECK-NEXT:     t2 = call handler(r)
// CHECK-NEXT:     return t2
int bindings(struct record *r, int i) {
  r->go = handler;
  r->next->go(r);
  (*table[i].second)(r);
  return handler(r);
}

// The greatest number is not -1.
// CHECK-LABEL: greatest(n) -> integer:
// CHECK:      return 9223372036854775807
long greatest(unsigned long n) { return (long)(~0UL >> 1); }
// CHECK-LABEL: a_tenth(n) -> integer:
// CHECK:      return 1844674407370955161
long a_tenth(unsigned long n) { return (long)(~0UL / 10); }

// The anonymous types have names by which reports can call them.
// CHECK: binding struct record.go = handler
// CHECK-NEXT: binding struct ops.first = handler
// CHECK-NEXT: binding struct ops.second = handler
// CHECK-NEXT: binding struct record.go = handler
// CHECK-NOT: lost
