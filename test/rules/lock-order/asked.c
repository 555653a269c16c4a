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

// One has it on one of its ways.
struct diary {
  kmutex_t list, map;
};

static void diary_map(struct diary *l) {
  mutex_enter(&l->map);
  mutex_exit(&l->map);
}

static void diary_add(struct diary *l) {
  int taken = 0;

  if (!mutex_owned(&l->list)) {
    mutex_enter(&l->list);
    taken = 1;
  }
  if (taken)
    mutex_exit(&l->list);
  diary_map(l); // expect: lock-order
}

void diary_first_bad(struct diary *l, int have) {
  if (!have) {
    diary_add(l);
    return;
  }
  mutex_enter(&l->list);
  diary_add(l);
  mutex_exit(&l->list);
}

void diary_second(struct diary *l) {
  mutex_enter(&l->map);
  mutex_enter(&l->list);
  mutex_exit(&l->list);
  mutex_exit(&l->map);
}

// The same, at one call.
struct sheet {
  kmutex_t list, map;
};

static void sheet_map(struct sheet *l) {
  mutex_enter(&l->map);
  mutex_exit(&l->map);
}

static void sheet_add(struct sheet *l) {
  int taken = 0;

  if (!mutex_owned(&l->list)) {
    mutex_enter(&l->list);
    taken = 1;
  }
  if (taken)
    mutex_exit(&l->list);
  sheet_map(l); // expect: lock-order
}

void sheet_first_bad(struct sheet *l, int have) {
  if (have)
    mutex_enter(&l->list);
  sheet_add(l);
  if (have)
    mutex_exit(&l->list);
}

void sheet_second(struct sheet *l) {
  mutex_enter(&l->map);
  mutex_enter(&l->list);
  mutex_exit(&l->list);
  mutex_exit(&l->map);
}

// One says that it has it.
struct page {
  kmutex_t list, map;
};

static void page_map(struct page *l) {
  mutex_enter(&l->map);
  mutex_exit(&l->map);
}

static void page_add(struct page *l) {
  int taken = 0;

  if (!mutex_owned(&l->list)) {
    mutex_enter(&l->list);
    taken = 1;
  }
  if (taken)
    mutex_exit(&l->list);
  page_map(l); // expect: lock-order
}

void page_first_bad(struct page *l) {
  ASSERT(MUTEX_HELD(&l->list));
  page_add(l);
}

void page_second(struct page *l) {
  mutex_enter(&l->map);
  mutex_enter(&l->list);
  mutex_exit(&l->list);
  mutex_exit(&l->map);
}

// One hands the question on, to one that has it.
struct note {
  kmutex_t list, map;
};

static void note_map(struct note *l) {
  mutex_enter(&l->map);
  mutex_exit(&l->map);
}

static void note_add(struct note *l) {
  int taken = 0;

  if (!mutex_owned(&l->list)) {
    mutex_enter(&l->list);
    taken = 1;
  }
  if (taken)
    mutex_exit(&l->list);
  note_map(l); // expect: lock-order
}

static void note_go(struct note *l) { note_add(l); }

void note_first_bad(struct note *l) {
  mutex_enter(&l->list);
  note_go(l);
  mutex_exit(&l->list);
}

void note_second(struct note *l) {
  mutex_enter(&l->map);
  mutex_enter(&l->list);
  mutex_exit(&l->list);
  mutex_exit(&l->map);
}
