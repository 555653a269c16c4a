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
  left_bad();
}
