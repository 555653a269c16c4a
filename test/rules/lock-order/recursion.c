// RUN: %check-expect %s -- %kernel-freebsd
// Who has a lock alone does not wait when it takes it again: that is no order. Each
// case has locks of its own.
#include "freebsd.h"

struct again {
  struct mtx outer, inner;
};

void again_init(struct again *s) {
  mtx_init(&s->outer, "outer", NULL, MTX_DEF | MTX_RECURSE);
  mtx_init(&s->inner, "inner", NULL, MTX_DEF);
}

void again_ok(struct again *s) {
  mtx_lock(&s->outer);
  mtx_lock(&s->inner);
  mtx_lock(&s->outer);
  mtx_unlock(&s->outer);
  mtx_unlock(&s->inner);
  mtx_unlock(&s->outer);
}

// All callers have it.
struct called {
  struct mtx outer, inner;
};

void called_init(struct called *s) {
  mtx_init(&s->outer, "outer", NULL, MTX_DEF | MTX_RECURSE);
  mtx_init(&s->inner, "inner", NULL, MTX_DEF);
}

static void called_inside_ok(struct called *s) {
  mtx_lock(&s->inner);
  mtx_lock(&s->outer);
  mtx_unlock(&s->outer);
  mtx_unlock(&s->inner);
}

void called_ok(struct called *s) {
  mtx_lock(&s->outer);
  mtx_lock(&s->inner);
  mtx_unlock(&s->inner);
  called_inside_ok(s);
  mtx_unlock(&s->outer);
}

// One does not.
struct bare {
  struct mtx outer, inner;
};

void bare_init(struct bare *s) {
  mtx_init(&s->outer, "outer", NULL, MTX_DEF | MTX_RECURSE);
  mtx_init(&s->inner, "inner", NULL, MTX_DEF);
}

static void bare_inside(struct bare *s) {
  mtx_lock(&s->inner);
  mtx_lock(&s->outer); // expect: lock-order
  mtx_unlock(&s->outer);
  mtx_unlock(&s->inner);
}

void bare_outer(struct bare *s) {
  mtx_lock(&s->outer);
  mtx_lock(&s->inner);
  mtx_unlock(&s->inner);
  bare_inside(s);
  mtx_unlock(&s->outer);
}

void bare_bad(struct bare *s) { bare_inside(s); }

// The lock is given up in between: this is another hold.
struct gone {
  struct mtx outer, inner;
};

void gone_init(struct gone *s) {
  mtx_init(&s->outer, "outer", NULL, MTX_DEF | MTX_RECURSE);
  mtx_init(&s->inner, "inner", NULL, MTX_DEF);
}

void gone_bad(struct gone *s) {
  mtx_lock(&s->outer);
  mtx_lock(&s->inner); // expect: lock-order
  mtx_unlock(&s->outer);
  mtx_lock(&s->outer);
  mtx_unlock(&s->outer);
  mtx_unlock(&s->inner);
}
