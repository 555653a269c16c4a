// RUN: %idiom %s
// A guard is a local with a cleanup function: every way out releases.
// Seen in linux: include/linux/cleanup.h, guard(), and kernel/trace/ftrace.c.
// Broken: what is called under the guard takes the mutex too.
#include "linux.h"

static inline struct mutex *guard_lock(struct mutex *m) {
  mutex_lock(m);
  return m;
}
static inline void guard_unlock(struct mutex **m) {
  if (*m)
    mutex_unlock(*m);
}
#define guard(m) struct mutex *guard_ __attribute__((cleanup(guard_unlock))) = guard_lock(m)

struct parser {
  struct mutex lock;
  int mods;
};

static int add_mod(struct parser *p) {
#ifdef BROKEN
  mutex_lock(&p->lock);
#endif
  p->mods++;
#ifdef BROKEN
  mutex_unlock(&p->lock);
#endif
  return p->mods;
}

int cache_mod(struct parser *p, int enable) {
  guard(&p->lock);

  if (!enable) {
    if (p->mods == 0)
      return -22;
    p->mods--;
    return 0;
  }
  return add_mod(p); /* expect: recursive-lock */
}
