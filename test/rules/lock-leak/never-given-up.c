// A lock with which every way out returns, and which nobody gives up.
// RUN: %check-expect %s -- %kernel-dragonfly
// RUN: %locktidy check --fail-on=never %s -- %kernel-dragonfly | FileCheck %s
#include "dragonfly.h"

struct item {
  struct item *next;
};
struct disk {
  struct lock lock, shared, wrapped, passed, kept;
  struct lock *keeper;
  struct item *items;
};

// CHECK: never-given-up.c:[[@LINE+3]]:{{[0-9]+}}: error: every way out of 'add_bad' keeps lockmgr lock 'd->lock', which no function releases that has not taken it itself
// CHECK: note: returns with it held here
static struct item *add_bad(struct disk *d, struct item *i) {
  lockmgr(&d->lock, LK_EXCLUSIVE); // expect: lock-leak
  i->next = d->items;
  d->items = i;
  return i;
}

struct item *put(struct disk *d, struct item *spare) { return add_bad(d, spare); }

struct item *get(struct disk *d) {
  struct item *i;
  lockmgr(&d->lock, LK_EXCLUSIVE);
  i = d->items;
  lockmgr(&d->lock, LK_RELEASE);
  return i;
}

// The caller gives it up.
static void begin_good(struct disk *d) { lockmgr(&d->shared, LK_EXCLUSIVE); }
void use(struct disk *d) {
  begin_good(d);
  d->items = 0;
  lockmgr(&d->shared, LK_RELEASE);
}

// A function that is called for it does.
static void take_good(struct disk *d) { lockmgr(&d->wrapped, LK_EXCLUSIVE); }
static void give(struct disk *d) { lockmgr(&d->wrapped, LK_RELEASE); }
void wrapped(struct disk *d) {
  take_good(d);
  d->items = 0;
  give(d);
}
void also(struct disk *d) {
  lockmgr(&d->wrapped, LK_EXCLUSIVE);
  lockmgr(&d->wrapped, LK_RELEASE);
}

// Whoever gets its address may.
void finish(struct lock *l);
static void pass_good(struct disk *d) { lockmgr(&d->passed, LK_EXCLUSIVE); }
void passes(struct disk *d) {
  pass_good(d);
  finish(&d->passed);
}
void alone(struct disk *d) {
  lockmgr(&d->passed, LK_EXCLUSIVE);
  lockmgr(&d->passed, LK_RELEASE);
}

// So may who finds it where it is kept.
static void keep_good(struct disk *d) {
  d->keeper = &d->kept;
  lockmgr(&d->kept, LK_EXCLUSIVE);
}
void keeps(struct disk *d) { keep_good(d); }
void keeper(struct disk *d) {
  lockmgr(&d->kept, LK_EXCLUSIVE);
  lockmgr(&d->kept, LK_RELEASE);
}

// Advice only: other files know the record.
static void shared_good(struct softc *sc) { lockmgr(&sc->lk, LK_EXCLUSIVE); }
void shares(struct softc *sc) { shared_good(sc); }
void other(struct softc *sc) {
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  lockmgr(&sc->lk, LK_RELEASE);
}

// Not all callers are seen: one may be elsewhere, with the release.
void open_good(struct disk *d) { lockmgr(&d->lock, LK_EXCLUSIVE); }
