// RUN: %check-expect %s -- %kernel-illumos
// A function that takes a lock unless its caller has it: what it does with the
// caller's is told where a caller does have it. Each case has locks of its own.
#include "illumos.h"

struct log {
  kmutex_t list, map;
};

static void log_map(struct log *l) {
  mutex_enter(&l->map);
  mutex_exit(&l->map);
}

static void log_add(struct log *l) {
  int taken = 0;

  if (!mutex_owned(&l->list)) {
    mutex_enter(&l->list);
    taken = 1;
  }
  if (taken)
    mutex_exit(&l->list);
  log_map(l);
}

void log_first_ok(struct log *l) { log_add(l); }

void log_second(struct log *l) {
  mutex_enter(&l->map);
  mutex_enter(&l->list);
  mutex_exit(&l->list);
  mutex_exit(&l->map);
}

// Here one has it.
struct book {
  kmutex_t list, map;
};

static void book_map(struct book *l) {
  mutex_enter(&l->map);
  mutex_exit(&l->map);
}

static void book_add(struct book *l) {
  int taken = 0;

  if (!mutex_owned(&l->list)) {
    mutex_enter(&l->list);
    taken = 1;
  }
  if (taken)
    mutex_exit(&l->list);
  book_map(l); // expect: lock-order
}

void book_first(struct book *l) { book_add(l); }

void book_third_bad(struct book *l) {
  mutex_enter(&l->list);
  book_add(l);
  mutex_exit(&l->list);
}

void book_second(struct book *l) {
  mutex_enter(&l->map);
  mutex_enter(&l->list);
  mutex_exit(&l->list);
  mutex_exit(&l->map);
}
