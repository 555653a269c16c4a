// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

// A lock in an object that the function has got from another one.

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>

typedef struct set {
  kmutex_t lock;
  struct set *next;
  int users;
} set_t;
extern set_t *sets;
int busy(int);

static set_t *find(int n) {
  set_t *s = sets;

  while (s != NULL && s->users != n)
    s = s->next;
  return (s);
}

static set_t *find_locked(int n) {
  set_t *s = find(n);

  if (s != NULL)
    mutex_enter(&s->lock);
  return (s);
}

static void drop(set_t *s) {
  mutex_enter(&s->lock);
  s->users--;
  mutex_exit(&s->lock);
}

int remove_bad(int n) {
  set_t *s = find(n);

  if (busy(n)) {
    mutex_exit(&s->lock); // expect: unlock-not-held
    return (EAGAIN);
  }
  drop(s);
  return (0);
}

int remove_good(int n) {
  set_t *s = find(n);

  if (busy(n))
    return (EAGAIN);
  drop(s);
  return (0);
}

// Found with the lock in one case, and not in the other.
int either_good(int n, int locked) {
  set_t *s = locked ? find_locked(n) : find(n);

  if (s == NULL)
    return (ENXIO);
  if (locked) {
    mutex_exit(&s->lock);
    return (0);
  }
  drop(s);
  return (0);
}

// Nothing is known of who found it.
set_t *lookup(int n, int *locked);
int unknown_good(int n) {
  int locked = 0;
  set_t *s = lookup(n, &locked);

  if (locked) {
    mutex_exit(&s->lock);
    return (0);
  }
  drop(s);
  return (0);
}

// A callee takes it again, in the end.
int again_good(set_t *s) {
  mutex_exit(&s->lock);
  drop(s);
  return (0);
}
