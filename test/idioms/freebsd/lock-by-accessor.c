// RUN: %idiom %s
// The lock of a path is reached through a function that returns its address, and
// which does nothing else: each call of it names the same lock.
// Seen in FreeBSD: sys/cam/cam_xpt.c, xpt_path_mtx().
// Broken: one way out keeps it.
#include "freebsd.h"

struct unit {
  struct mtx mtx;
  int open, invalid;
};
struct path {
  struct unit *unit;
};
struct periph {
  struct path *path;
};

static struct unit *path_unit(struct path *path) { return (path->unit); }
struct mtx *path_mtx(struct path *path) { return (&path_unit(path)->mtx); }

#define PERIPH_LOCK(p) mtx_lock(path_mtx((p)->path))
#define PERIPH_UNLOCK(p) mtx_unlock(path_mtx((p)->path))

static int periph_settle(struct periph *p) {
  int open = path_unit(p->path)->open;

  PERIPH_UNLOCK(p);
  tsleep(p, 0, "settle", 1);
  PERIPH_LOCK(p);
  return (open);
}

int periph_open(struct periph *p) {
  PERIPH_LOCK(p);
  if (path_unit(p->path)->invalid) {
#ifndef BROKEN
    PERIPH_UNLOCK(p);
#endif
    return (6); /* expect: lock-leak */
  }
  path_unit(p->path)->open++;
  if (periph_settle(p) == 0)
    path_unit(p->path)->invalid = 1;
  PERIPH_UNLOCK(p);
  return (0);
}
