// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/conf.h>
#include <sys/mutex.h>
#include <sys/rwlock.h>

// Each case has locks of its own, since the order is that of lock classes.
struct direct {
  struct mtx a, b;
};

void direct_ab_bad(struct direct *d) {
  mtx_lock(&d->a);
  mtx_lock(&d->b); // expect: lock-order
  mtx_unlock(&d->b);
  mtx_unlock(&d->a);
}

void direct_ba(struct direct *d) {
  mtx_lock(&d->b);
  mtx_lock(&d->a);
  mtx_unlock(&d->a);
  mtx_unlock(&d->b);
}

struct helper {
  struct mtx a, b;
};

static void with_b(struct helper *h) {
  mtx_lock(&h->b);
  mtx_unlock(&h->b);
}

void helper_ab_bad(struct helper *h) {
  mtx_lock(&h->a);
  with_b(h); // expect: lock-order
  mtx_unlock(&h->a);
}

void helper_ba(struct helper *h) {
  mtx_lock(&h->b);
  mtx_lock(&h->a);
  mtx_unlock(&h->a);
  mtx_unlock(&h->b);
}

struct three {
  struct mtx a, b;
  struct rwlock c;
};

void three_ab_bad(struct three *t) {
  mtx_lock(&t->a);
  mtx_lock(&t->b); // expect: lock-order
  mtx_unlock(&t->b);
  mtx_unlock(&t->a);
}

void three_bc(struct three *t) {
  mtx_lock(&t->b);
  rw_rlock(&t->c);
  rw_runlock(&t->c);
  mtx_unlock(&t->b);
}

void three_ca(struct three *t) {
  rw_wlock(&t->c);
  mtx_lock(&t->a);
  mtx_unlock(&t->a);
  rw_wunlock(&t->c);
}

static struct mtx list_mtx;
struct member {
  struct mtx mtx;
};

void list_member_bad(struct member *m) {
  mtx_lock(&list_mtx);
  mtx_lock(&m->mtx); // expect: lock-order
  mtx_unlock(&m->mtx);
  mtx_unlock(&list_mtx);
}

void member_list(struct member *m) {
  mtx_lock(&m->mtx);
  mtx_lock(&list_mtx);
  mtx_unlock(&list_mtx);
  mtx_unlock(&m->mtx);
}

// A try cannot wait, so it closes no cycle.
struct try {
  struct mtx a, b;
};

void try_ab_ok(struct try *t) {
  mtx_lock(&t->a);
  mtx_lock(&t->b);
  mtx_unlock(&t->b);
  mtx_unlock(&t->a);
}

int try_ba_ok(struct try *t) {
  mtx_lock(&t->b);
  if (!mtx_trylock(&t->a)) {
    mtx_unlock(&t->b);
    return (EBUSY);
  }
  mtx_unlock(&t->a);
  mtx_unlock(&t->b);
  return (0);
}

// Both ways stand under one lock, so that they cannot meet.
struct gate {
  struct mtx gate, a, b;
};

void gate_ab_ok(struct gate *g) {
  mtx_lock(&g->gate);
  mtx_lock(&g->a);
  mtx_lock(&g->b);
  mtx_unlock(&g->b);
  mtx_unlock(&g->a);
  mtx_unlock(&g->gate);
}

void gate_ba_ok(struct gate *g) {
  mtx_lock(&g->gate);
  mtx_lock(&g->b);
  mtx_lock(&g->a);
  mtx_unlock(&g->a);
  mtx_unlock(&g->b);
  mtx_unlock(&g->gate);
}

// One after the other is no order.
struct serial {
  struct mtx a, b;
};

void serial_ab_ok(struct serial *s) {
  mtx_lock(&s->a);
  mtx_unlock(&s->a);
  mtx_lock(&s->b);
  mtx_unlock(&s->b);
}

void serial_ba_ok(struct serial *s) {
  mtx_lock(&s->b);
  mtx_unlock(&s->b);
  mtx_lock(&s->a);
  mtx_unlock(&s->a);
}

// Giant comes first; a sleep drops it and takes it again, which is no edge.
struct giant {
  struct mtx mtx;
  int ready;
};

void giant_ok(struct giant *g) {
  mtx_lock(&Giant);
  mtx_lock(&g->mtx);
  while (!g->ready)
    msleep(g, &g->mtx, PZERO, "wait", 0);
  mtx_unlock(&g->mtx);
  mtx_unlock(&Giant);
}

// An order that is made inside a function, of a lock that only its callers know.
struct passed {
  struct mtx a, b;
};

static void with(struct passed *p, struct mtx *m) {
  mtx_lock(m);
  mtx_lock(&p->b);
  mtx_unlock(&p->b);
  mtx_unlock(m);
}

static void both(struct mtx *m, struct mtx *n) {
  mtx_lock(m);
  mtx_lock(n);
  mtx_unlock(n);
  mtx_unlock(m);
}

void passed_ab_bad(struct passed *p) {
  with(p, &p->a); // expect: lock-order
}

void passed_ba(struct passed *p) { both(&p->b, &p->a); }

struct in_order {
  struct mtx a, b;
};

void in_order_1(struct in_order *o) { both(&o->a, &o->b); }
void in_order_2(struct in_order *o) {
  mtx_lock(&o->a);
  mtx_lock(&o->b);
  mtx_unlock(&o->b);
  mtx_unlock(&o->a);
}

// Who changes the configuration waits until all readers are gone.
struct config {
  struct rwlock config;
  struct mtx a, b;
};

void config_ab_ok(struct config *c) {
  rw_rlock(&c->config);
  mtx_lock(&c->a);
  mtx_lock(&c->b);
  mtx_unlock(&c->b);
  mtx_unlock(&c->a);
  rw_runlock(&c->config);
}

void config_ba_ok(struct config *c) {
  rw_wlock(&c->config);
  mtx_lock(&c->b);
  mtx_lock(&c->a);
  mtx_unlock(&c->a);
  mtx_unlock(&c->b);
  rw_wunlock(&c->config);
}

// Readers do not keep each other out.
struct shared {
  struct rwlock config;
  struct mtx a, b;
};

void shared_ab_bad(struct shared *c) {
  rw_rlock(&c->config);
  mtx_lock(&c->a);
  mtx_lock(&c->b); // expect: lock-order
  mtx_unlock(&c->b);
  mtx_unlock(&c->a);
  rw_runlock(&c->config);
}

void shared_ba(struct shared *c) {
  rw_rlock(&c->config);
  mtx_lock(&c->b);
  mtx_lock(&c->a);
  mtx_unlock(&c->a);
  mtx_unlock(&c->b);
  rw_runlock(&c->config);
}

// Of three threads, two keep each other out by the lock that one of them waits
// with: the third alone can wait.
struct ring {
  struct mtx a, b, c, gate;
};

void ring_ab_ok(struct ring *r) {
  mtx_lock(&r->gate);
  mtx_lock(&r->a);
  mtx_lock(&r->b);
  mtx_unlock(&r->b);
  mtx_unlock(&r->a);
  mtx_unlock(&r->gate);
}

void ring_bc_ok(struct ring *r) {
  mtx_lock(&r->gate);
  mtx_lock(&r->b);
  mtx_lock(&r->c);
  mtx_unlock(&r->c);
  mtx_unlock(&r->b);
  mtx_unlock(&r->gate);
}

void ring_ca_ok(struct ring *r) {
  mtx_lock(&r->c);
  mtx_lock(&r->a);
  mtx_unlock(&r->a);
  mtx_unlock(&r->c);
}

// Ports hang below hubs: the list of a hub comes before the lock of its ports,
// which says nothing of the list and the lock of one port.
struct hub {
  struct mtx lock, list, own, other;
  struct hub *parent;
};

static void hub_lock(struct hub *h) {
  mtx_lock(&h->lock);
  mtx_unlock(&h->lock);
}

void hub_up(struct hub *h) {
  mtx_lock(&h->lock);
  hub_lock(h->parent);
  mtx_unlock(&h->lock);
}

void hub_explore_ok(struct hub *h) {
  mtx_lock(&h->parent->list);
  mtx_lock(&h->lock);
  mtx_unlock(&h->lock);
  mtx_unlock(&h->parent->list);
}

void hub_scan_ok(struct hub *h) {
  mtx_lock(&h->lock);
  mtx_lock(&h->list);
  mtx_unlock(&h->list);
  mtx_unlock(&h->lock);
}

// Both locks of one object, both ways.
void hub_own_bad(struct hub *h) {
  mtx_lock(&h->lock);
  mtx_lock(&h->own); // expect: lock-order
  mtx_unlock(&h->own);
  mtx_unlock(&h->lock);
}

void own_hub(struct hub *h) {
  mtx_lock(&h->own);
  mtx_lock(&h->lock);
  mtx_unlock(&h->lock);
  mtx_unlock(&h->own);
}

// A detach routine runs once at a time for a device, and not beside one that
// suspends it; what only they come to is never at both places.
typedef struct device *device_t;
struct kobjop_desc;
struct kobj_method {
  struct kobjop_desc *desc;
  void (*func)(void);
};
extern struct kobjop_desc device_attach_desc, device_detach_desc, device_suspend_desc, device_shutdown_desc;

struct leaving {
  struct mtx a, b, c, d, e, f;
};

static void leaving_ab_ok(struct leaving *l) {
  mtx_lock(&l->a);
  mtx_lock(&l->b);
  mtx_unlock(&l->b);
  mtx_unlock(&l->a);
}

static void leaving_ba_ok(struct leaving *l) {
  mtx_lock(&l->b);
  mtx_lock(&l->a);
  mtx_unlock(&l->a);
  mtx_unlock(&l->b);
}

static void leaving_cd_bad(struct leaving *l) {
  mtx_lock(&l->c);
  mtx_lock(&l->d); // expect: lock-order
  mtx_unlock(&l->d);
  mtx_unlock(&l->c);
}

static void leaving_ef_ok(struct leaving *l) {
  mtx_lock(&l->e);
  mtx_lock(&l->f);
  mtx_unlock(&l->f);
  mtx_unlock(&l->e);
}

static int leaving_detach(device_t dev) {
  leaving_ab_ok((struct leaving *)dev);
  leaving_ba_ok((struct leaving *)dev);
  leaving_cd_bad((struct leaving *)dev);
  leaving_ef_ok((struct leaving *)dev);
  return (0);
}

static int leaving_suspend(device_t dev) {
  struct leaving *l = (struct leaving *)dev;

  mtx_lock(&l->f);
  mtx_lock(&l->e);
  mtx_unlock(&l->e);
  mtx_unlock(&l->f);
  return (0);
}

static int leaving_open(struct cdev *dev, int oflags, int devtype, struct thread *td) {
  struct leaving *l = (struct leaving *)dev;

  mtx_lock(&l->d);
  mtx_lock(&l->c);
  mtx_unlock(&l->c);
  mtx_unlock(&l->d);
  return (0);
}

struct cdevsw leaving_switch = {.d_open = leaving_open};

// The device's own locks are made here; another device may have the same bus.
struct leaving_bus {
  struct mtx a, b;
};
struct leaving_bus *leaving_parent(device_t dev);
void ether_ifattach(void *ifp, const char *addr);

static int leaving_attach(device_t dev) {
  struct leaving *l = (struct leaving *)dev;
  struct leaving_bus *bus = leaving_parent(dev);

  mtx_init(&l->a, "a", NULL, MTX_DEF);
  mtx_init(&l->b, "b", NULL, MTX_DEF);
  mtx_init(&l->e, "e", NULL, MTX_DEF);
  mtx_init(&l->f, "f", NULL, MTX_DEF);
  ether_ifattach(l, "");
  mtx_lock(&bus->a);
  mtx_lock(&bus->b); // expect: lock-order
  mtx_unlock(&bus->b);
  mtx_unlock(&bus->a);
  return (0);
}

static int leaving_shutdown(device_t dev) {
  struct leaving_bus *bus = leaving_parent(dev);

  mtx_lock(&bus->b);
  mtx_lock(&bus->a);
  mtx_unlock(&bus->a);
  mtx_unlock(&bus->b);
  return (0);
}

struct kobj_method leaving_methods[] = {
    {&device_attach_desc, (void (*)(void))leaving_attach},
    {&device_detach_desc, (void (*)(void))leaving_detach},
    {&device_shutdown_desc, (void (*)(void))leaving_shutdown},
    {&device_suspend_desc, (void (*)(void))leaving_suspend},
    {0, 0},
};

// That each round of a loop takes the lock of one more does not make the units a
// tree, in which another one might be meant.
struct control {
  struct mtx lock;
  struct unit *units;
};
struct unit {
  struct mtx lock;
  struct unit *next;
  struct control *control;
};

void unit_all_bad(struct control *c) {
  struct unit *u;

  mtx_lock(&c->lock);
  for (u = c->units; u != NULL; u = u->next)
    mtx_lock(&u->lock); // expect: lock-order
  for (u = c->units; u != NULL; u = u->next)
    mtx_unlock(&u->lock);
  mtx_unlock(&c->lock);
}

void unit_enable(struct unit *u) {
  mtx_lock(&u->lock);
  mtx_lock(&u->control->lock);
  mtx_unlock(&u->control->lock);
  mtx_unlock(&u->lock);
}

// These do nest.
struct branch {
  struct mtx lock;
  struct branch *up;
  struct trunk *trunk;
};
struct trunk {
  struct mtx lock;
  struct branch *first;
};

void branch_up_ok(struct branch *b) {
  mtx_lock(&b->lock);
  mtx_lock(&b->up->lock);
  mtx_unlock(&b->up->lock);
  mtx_unlock(&b->lock);
}

void branch_first_ok(struct trunk *t) {
  mtx_lock(&t->lock);
  mtx_lock(&t->first->lock);
  mtx_unlock(&t->first->lock);
  mtx_unlock(&t->lock);
}

void branch_trunk_ok(struct branch *b) {
  mtx_lock(&b->lock);
  mtx_lock(&b->trunk->lock);
  mtx_unlock(&b->trunk->lock);
  mtx_unlock(&b->lock);
}
