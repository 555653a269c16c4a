// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// What keeps an edge, or a cycle, from the order graph, and what does not.

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

// Who holds a lock is about to destroy it only where that is certain.
struct counted {
  struct mtx a, b;
  int refs;
};

static void counted_rele(struct counted *c) {
  if (--c->refs == 0)
    mtx_destroy(&c->a);
}

void counted_ab_bad(struct counted *c) {
  mtx_lock(&c->a);
  mtx_lock(&c->b); // expect: lock-order
  mtx_unlock(&c->b);
  mtx_unlock(&c->a);
  counted_rele(c);
}

void counted_ba(struct counted *c) {
  mtx_lock(&c->b);
  mtx_lock(&c->a);
  mtx_unlock(&c->a);
  mtx_unlock(&c->b);
}

// The same, by a callee that asks nothing: nobody else can be waiting.
struct ended {
  struct mtx a, b;
};

static void ended_free(struct ended *e) { mtx_destroy(&e->a); }

void ended_ab(struct ended *e) {
  mtx_lock(&e->a);
  mtx_lock(&e->b);
  mtx_unlock(&e->b);
  mtx_unlock(&e->a);
  ended_free(e);
}

void ended_ba(struct ended *e) {
  mtx_lock(&e->b);
  mtx_lock(&e->a);
  mtx_unlock(&e->a);
  mtx_unlock(&e->b);
}

// A driver's function gives up the lock with which its framework calls it, and
// takes it again.
struct hooked;
struct hooked_ops {
  void (*hook)(struct hooked *);
};
struct hooked {
  struct mtx a;
  struct hooked_ops *ops;
};
static struct mtx hooked_list;

static void hooked_hook_bad(struct hooked *h) {
  mtx_unlock(&hooked_list);
  mtx_lock(&h->a);
  mtx_lock(&hooked_list); // expect: lock-order
  mtx_unlock(&h->a);
}
struct hooked_ops the_hooked_ops = {hooked_hook_bad};

void hooked_call(struct hooked *h) {
  mtx_lock(&hooked_list);
  h->ops->hook(h);
  mtx_unlock(&hooked_list);
}

void hooked_walk(struct hooked *h) {
  mtx_lock(&hooked_list);
  mtx_lock(&h->a);
  mtx_unlock(&h->a);
  mtx_unlock(&hooked_list);
}

// Of the two that go one way, the gate of one only is not held on the way back.
struct gates {
  struct mtx g1, g2, a, b;
};

void gates_first(struct gates *g) {
  mtx_lock(&g->g1);
  mtx_lock(&g->a);
  mtx_lock(&g->b);
  mtx_unlock(&g->b);
  mtx_unlock(&g->a);
  mtx_unlock(&g->g1);
}

void gates_second_bad(struct gates *g) {
  mtx_lock(&g->g2);
  mtx_lock(&g->a);
  mtx_lock(&g->b); // expect: lock-order
  mtx_unlock(&g->b);
  mtx_unlock(&g->a);
  mtx_unlock(&g->g2);
}

void gates_back(struct gates *g) {
  mtx_lock(&g->g1);
  mtx_lock(&g->b);
  mtx_lock(&g->a);
  mtx_unlock(&g->a);
  mtx_unlock(&g->b);
  mtx_unlock(&g->g1);
}
