// RUN: %check-expect %s -- %kernel-illumos
// A loop carries the lock of one object from round to round, in a variable, while
// what it walks through has another name each time.
#include "illumos.h"

struct owner {
  kmutex_t lock;
  int count;
};
struct part {
  struct owner *owner;
  kmutex_t mine;
};

struct part *part_first(void);
struct part *part_next(struct part *p);
struct owner *part_owner(struct part *p);

static void carried_ok(void) {
  struct part *p;
  struct owner *last = NULL;

  for (p = part_first(); p; p = part_next(p)) {
    mutex_enter(&p->mine);
    mutex_exit(&p->mine);
    if (last != p->owner) {
      if (last)
        mutex_exit(&last->lock);
      last = p->owner;
      mutex_enter(&last->lock);
    }
    last->count++;
  }
  if (last)
    mutex_exit(&last->lock);
  delay(1);
}

// The same where a function finds the owner.
static void found_ok(void) {
  struct part *p;
  struct owner *last = NULL, *now;

  for (p = part_first(); p; p = part_next(p)) {
    now = part_owner(p);
    if (now != last) {
      if (last)
        mutex_exit(&last->lock);
      last = now;
      mutex_enter(&last->lock);
    }
  }
  if (last)
    mutex_exit(&last->lock);
  delay(1);
}

// The lock is behind a pointer, or the variable has the part and not the owner.
struct keeper {
  kmutex_t *lockp;
};
struct thing {
  struct keeper *keeper;
};

struct thing *thing_first(void);
struct thing *thing_next(struct thing *t);

static void behind_pointer_ok(void) {
  struct thing *t;
  struct keeper *last = NULL;

  for (t = thing_first(); t; t = thing_next(t)) {
    if (last != t->keeper) {
      if (last)
        mutex_exit(last->lockp);
      last = t->keeper;
      mutex_enter(last->lockp);
    }
  }
  if (last)
    mutex_exit(last->lockp);
  delay(1);
}

static void part_kept_ok(void) {
  struct part *p, *last = NULL;

  for (p = part_first(); p; p = part_next(p)) {
    if (last == NULL || last->owner != p->owner) {
      if (last)
        mutex_exit(&last->owner->lock);
      last = p;
      mutex_enter(&last->owner->lock);
    }
  }
  if (last)
    mutex_exit(&last->owner->lock);
  delay(1);
}

// The variable is an index: the lock of the last round is one of all.
static kmutex_t hashed[8];

static void indexed_ok(void) {
  struct part *p;
  int last = -1;

  for (p = part_first(); p; p = part_next(p)) {
    if (last != p->owner->count) {
      if (last >= 0)
        mutex_exit(&hashed[last]);
      last = p->owner->count;
      mutex_enter(&hashed[last]);
    }
  }
  if (last >= 0)
    mutex_exit(&hashed[last]);
  delay(1); // todo-ok: sleep-under-lock
}

static void left_bad(void) {
  struct part *p;
  struct owner *last = NULL;

  for (p = part_first(); p; p = part_next(p)) {
    if (last != p->owner) {
      if (last)
        mutex_exit(&last->lock);
      last = p->owner;
      mutex_enter(&last->lock);
    }
  }
  delay(1); // expect: sleep-under-lock
  if (last)
    mutex_exit(&last->lock);
}

void carried(void) {
  carried_ok();
  found_ok();
  behind_pointer_ok();
  part_kept_ok();
  indexed_ok();
  left_bad();
}
