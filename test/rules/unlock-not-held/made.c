// RUN: %check-expect %s -- %kernel-illumos
// A lock that has just been initialised is not held, whoever did that. A lock held by
// another name may be the same.
#include "illumos.h"

struct server {
  struct server *next;
  kmutex_t lock;
  int id;
};
static kmutex_t list_lock;
static struct server *list;

static struct server *make(int id) {
  struct server *s = kmem_zalloc(sizeof *s, KM_SLEEP);

  s->id = id;
  mutex_init(&s->lock, 0, MUTEX_DEFAULT, 0);
  return s;
}

// Returns with the lock of what it finds.
static struct server *find(int id) {
  struct server *s;

  for (s = list; s; s = s->next)
    if (s->id == id) {
      mutex_enter(&s->lock);
      return s;
    }
  return 0;
}

static void destroy(struct server *s) {
  ASSERT(MUTEX_HELD(&s->lock));
  mutex_exit(&s->lock);
  mutex_destroy(&s->lock);
  kmem_free(s, sizeof *s);
}

void release_bad(void) {
  struct server *s = make(1);

  mutex_exit(&s->lock); // expect: unlock-not-held
}

void destroy_bad(int id) {
  struct server *s = make(id);

  destroy(s); // expect: unlock-not-held
}

int register_ok(int id) {
  struct server *s = make(id), *other;

  mutex_enter(&list_lock);
  mutex_enter(&s->lock);
  other = find(id);
  if (other) {
    destroy(s);
    s = other;
  } else {
    s->next = list;
    list = s;
  }
  mutex_exit(&list_lock);
  mutex_exit(&s->lock);
  return 0;
}

// Once it is on the list, what is found there may be this one.
void put_ok(int id) {
  struct server *s = make(id), *same;

  mutex_enter(&list_lock);
  s->next = list;
  list = s;
  same = find(id);
  mutex_exit(&list_lock);
  if (same)
    destroy(s);
}

// Whether what is found is the new one or not: either it is given up in destroy(),
// or destroy() is called without the lock of the new one.
void swap_bad(int id) {
  struct server *s = make(id), *other;

  mutex_enter(&list_lock);
  other = find(id);
  if (other) {
    destroy(s);
    s = other;
  } else {
    mutex_enter(&s->lock);
    s->next = list;
    list = s;
  }
  mutex_exit(&list_lock);
  s->id = id;
  mutex_exit(&s->lock); // expect: unlock-not-held
}

// Made in a loop: none of them is given up.
void all_ok(int n) {
  struct server *s;
  int i;

  for (i = 0; i < n; i++) {
    s = make(i);
    mutex_enter(&s->lock);
    s->next = list;
    mutex_exit(&s->lock);
  }
}
