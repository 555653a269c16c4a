// RUN: %idiom %s
// A function waits only where its caller asks for it, behind more checks of what it is
// passed than a guard has room for; each of them ends in a panic.
// Seen in openbsd: sys/kern/subr_extent.c, extent_do_alloc().
// Broken: the caller asks for it with a mutex held.
#include "openbsd.h"
#define WAITSPACE 0x20

__attribute__((noreturn)) void panic(const char *);

struct region { struct region *next; unsigned long start, end; };
struct map { struct region *first; unsigned long start, end, size; int flags; };
struct dom { struct mutex lck; struct map *map; };

static int alloc_range(struct map *m, struct region *r, unsigned long from,
                       unsigned long to, unsigned long size, unsigned long align,
                       unsigned long boundary, int flags, unsigned long *result) {
  if (m == 0)
    panic("map");
  if (r == 0)
    panic("descriptor");
  if (result == 0)
    panic("result");
  if (from < m->start || from > m->end || to > m->end || to < m->start)
    panic("bad range");
  if (size < 1 || size - 1 > to - from)
    panic("bad size");
  if (align == 0)
    panic("bad alignment");
  if (boundary && boundary < size)
    panic("bad boundary");
  if (m->start > m->end)
    panic("bad map");
  if (r->start > r->end)
    panic("bad region");
  if (r->next == r)
    panic("loop");
  while (m->size < size) {
    if (!(flags & WAITSPACE))
      return (35);
    m->flags |= 1;
    if (tsleep_nsec(m, 0, "extnt", INFSLP))
      return (4);
  }
  *result = from;
  return (0);
}

void load(struct dom *d, struct region *r, unsigned long size) {
  unsigned long at;

  mtx_enter(&d->lck);
#ifndef BROKEN
  if (alloc_range(d->map, r, 0, 1UL << 40, size, 4096, 0, 0, &at))
#else
  if (alloc_range(d->map, r, 0, 1UL << 40, size, 4096, 0, WAITSPACE, &at)) /* expect: sleep-under-lock */
#endif
    panic("no space");
  mtx_leave(&d->lck);
}
