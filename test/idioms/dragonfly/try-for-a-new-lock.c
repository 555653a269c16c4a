// RUN: %idiom %s
// A lock is tried for that has just been initialised: nobody else can have it, and
// what would follow a failure is a warning only.
// Seen in dragonfly: sys/dev/drm/ttm/ttm_bo.c, ttm_bo_init().
// Broken: the lock is an older one.
#include "dragonfly.h"

struct ww_mutex { struct lock base; };
struct ww_class;
void ww_mutex_init(struct ww_mutex *ww, struct ww_class *class);
int ww_mutex_trylock(struct ww_mutex *ww);
void ww_mutex_unlock(struct ww_mutex *ww);
int validate(void *), warn(const char *);

struct resv { struct ww_mutex lock; };
struct object { struct resv resv; int users; };

static void resv_init(struct resv *resv) { ww_mutex_init(&resv->lock, 0); }
static int resv_try(struct resv *resv) { return ww_mutex_trylock(&resv->lock); }

int object_init(struct object *o) {
  int error, locked;

#ifndef BROKEN
  resv_init(&o->resv);
#endif
  locked = resv_try(&o->resv);
  if (!locked)
    warn("not locked");
  error = validate(o);
  ww_mutex_unlock(&o->resv.lock); /* expect: unlock-not-held */
  return (error);
}

int object_init_here(struct object *o) {
  int error, locked;

#ifndef BROKEN
  ww_mutex_init(&o->resv.lock, 0);
#endif
  locked = ww_mutex_trylock(&o->resv.lock);
  if (!locked)
    warn("not locked");
  error = validate(o);
  ww_mutex_unlock(&o->resv.lock); /* expect: unlock-not-held */
  return (error);
}
