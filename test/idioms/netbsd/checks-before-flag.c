// RUN: %idiom %s
// A function that sleeps only with a flag first checks its arguments one by one; a
// caller with a spin mutex held passes constant flags without it.
// Seen in netbsd: sys/kern/subr_extent.c, extent_free() and
// extent_alloc_region_descriptor().
// Broken: the flags allow it to wait.
#include "netbsd.h"

#define EX_WAITOK 1
#define EX_FAST 2
struct extent {
  unsigned long ex_start, ex_end, ex_size;
  int ex_flags, ex_wanted;
  kcondvar_t ex_cv;
  kmutex_t ex_lock;
};
struct space {
  kmutex_t sp_lock;
  struct extent *sp_ex;
};
void panic(const char *, ...);

void space_init(struct space *sp) { mutex_init(&sp->sp_lock, MUTEX_DEFAULT, IPL_VM); }

static int extent_free(struct extent *ex, unsigned long start, unsigned long size, int flags) {
  unsigned long end = start + (size - 1);

  if (ex == NULL)
    panic("no extent");
  if (start < ex->ex_start)
    panic("start");
  if (end > ex->ex_end)
    panic("end");
  if (end < start)
    panic("overflow");
  if (size > ex->ex_size)
    panic("size");
  if (ex->ex_flags & 2)
    return 0;
  if (flags & EX_WAITOK) {
    mutex_enter(&ex->ex_lock);
    while (ex->ex_wanted)
      cv_wait(&ex->ex_cv, &ex->ex_lock);
    mutex_exit(&ex->ex_lock);
  }
  return 0;
}

void space_free(struct space *sp, unsigned long start, unsigned long size) {
  int flags = EX_FAST;

#ifdef BROKEN
  flags |= EX_WAITOK;
#endif
  mutex_enter(&sp->sp_lock);
  extent_free(sp->sp_ex, start, size, flags); /* expect: sleep-under-lock */
  mutex_exit(&sp->sp_lock);
}
