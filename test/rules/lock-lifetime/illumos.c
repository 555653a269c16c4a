// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/kmem.h>

typedef struct soft {
  kmutex_t lock;
  krwlock_t rw;
  int flags, n;
} soft_t;
int load(kmutex_t *), open_pool(void);
soft_t *find_soft(int);

// A variable on the stack.
int find_bad(void) {
  kmutex_t err_lock;
  int error;

  mutex_init(&err_lock, NULL, MUTEX_DEFAULT, NULL);
  if (open_pool() != 0)
    return (EIO); // expect: lock-lifetime
  error = open_pool();
  mutex_destroy(&err_lock);
  return (error);
}

int find_good(void) {
  kmutex_t err_lock;
  int error;

  mutex_init(&err_lock, NULL, MUTEX_DEFAULT, NULL);
  error = open_pool();
  if (error == 0)
    error = open_pool();
  mutex_destroy(&err_lock);
  return (error);
}

static void cleanup(soft_t *sp) {
  if (sp->flags & 1) {
    mutex_destroy(&sp->lock);
    sp->flags &= ~1;
  }
}

void detach_bad(soft_t *sp) {
  cleanup(sp);
  mutex_destroy(&sp->lock); // expect: lock-lifetime
}

void detach_good(soft_t *sp) {
  cleanup(sp);
  cleanup(sp);
}

// What was found, not what a caller named.
int detach_found_bad(int n) {
  soft_t *sp = find_soft(n);

  if (sp == NULL)
    return (ENXIO);
  cleanup(sp);
  mutex_destroy(&sp->lock); // expect: lock-lifetime
  return (0);
}

void detach_both_good(int n) {
  soft_t *sp = find_soft(n);

  mutex_destroy(&sp->lock);
  sp = find_soft(n + 1);
  mutex_destroy(&sp->lock);
}

// Whether it is gone the result says.
static int try_destroy(soft_t *sp) {
  if (sp->n != 0)
    return (0);
  mutex_destroy(&sp->lock);
  return (1);
}

void thread_good(soft_t *sp) {
  while (!try_destroy(sp)) {
    mutex_enter(&sp->lock);
    sp->n--;
    mutex_exit(&sp->lock);
  }
}

// mutex_destroy(9F) may be called by the owner, rw_destroy(9F) may not.
void owner_good(soft_t *sp) {
  mutex_enter(&sp->lock);
  mutex_destroy(&sp->lock);
}

void owner_bad(soft_t *sp) {
  rw_enter(&sp->rw, RW_WRITER);
  rw_destroy(&sp->rw); // expect: lock-lifetime
}

// Zeroed memory is an adaptive mutex, but no reader/writer lock.
typedef struct hash {
  kmutex_t lock;
  krwlock_t rw;
  int size, used;
} hash_t;

hash_t *hash_new(int size) {
  hash_t *hp = kmem_zalloc(sizeof (*hp), KM_SLEEP);

  hp->size = size; // expect: lock-lifetime
  hp->used = 0;
  return (hp);
}

void hash_use(hash_t *hp) {
  rw_enter(&hp->rw, RW_WRITER);
  mutex_enter(&hp->lock);
  hp->used++;
  mutex_exit(&hp->lock);
  rw_exit(&hp->rw);
}

// Destroyed, and another one is taken instead.
hash_t *find_hash(void);
hash_t *other_good(int size) {
  hash_t *hp = kmem_zalloc(sizeof (*hp), KM_SLEEP), *old = find_hash();

  mutex_init(&hp->lock, NULL, MUTEX_DRIVER, NULL);
  if (old != NULL) {
    mutex_destroy(&hp->lock);
    hp = old;
  }
  mutex_enter(&hp->lock);
  hp->used++;
  mutex_exit(&hp->lock);
  return (hp);
}
