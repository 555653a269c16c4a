// RUN: %idiom %s
// A scoped guard is a for loop of one round with a cleanup variable.
// Seen in linux: include/linux/cleanup.h, scoped_guard(), and kernel/trace/ring_buffer.c.
// Broken: sleeping inside of it.
#include "linux.h"

struct spin_class {
  spinlock_t *lock;
  unsigned long flags;
};
static inline struct spin_class spin_ctor(spinlock_t *lock) {
  struct spin_class t = { lock, 0 };
  spin_lock_irqsave(t.lock, t.flags);
  return t;
}
static inline void spin_dtor(struct spin_class *t) {
  if (t->lock)
    spin_unlock_irqrestore(t->lock, t->flags);
}
#define scoped_guard(l) \
  for (struct spin_class scope __attribute__((cleanup(spin_dtor))) = spin_ctor(l), \
       *done = (void *)0; !done; done = (void *)1)

struct ring {
  spinlock_t reader_lock;
  char *page;
};

int ring_free_page(struct ring *r) {
  char *fresh = 0;

  scoped_guard(&r->reader_lock) {
    if (r->page)
      return 0;
#ifdef BROKEN
    fresh = kzalloc(4096, GFP_KERNEL); /* expect: sleeping-alloc-under-lock */
#endif
  }
  if (!fresh)
    fresh = kzalloc(4096, GFP_KERNEL);
  r->page = fresh;
  return fresh != 0;
}
