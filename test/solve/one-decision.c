// RUN: %check-expect %s -- %kernel-illumos
// More conditions than states are kept for: a join forgets what they are. One of the
// paths that were joined goes each way, so one decision alone is possible; two may be
// of two paths.
#include "illumos.h"

static kmutex_t names_lock;
struct vdev {
  kmutex_t lock;
  int spare, a, b, c, d, e;
};

static int remove_spare(int id) {
  mutex_enter(&names_lock);
  mutex_exit(&names_lock);
  return id;
}

#define ASK(v) \
  int spare = 0, other = 0, a = 0, b = 0, c = 0, d = 0, e = 0; \
  if ((v)->a) a = 1; \
  if ((v)->b) b = 1; \
  if ((v)->c) c = 1; \
  if ((v)->d) d = 1; \
  if ((v)->e) e = 1; \
  if ((v)->spare) spare = 1; else other = 1;
#define WITH(v, x) \
  if (x) { \
    mutex_enter(&(v)->lock); \
    (v)->spare++; \
    mutex_exit(&(v)->lock); \
  }
#define REST(v) \
  if (other) \
    return 1; \
  WITH(v, a) WITH(v, b) WITH(v, c) WITH(v, d) WITH(v, e)

int detach(struct vdev *v, int id) {
  ASK(v)
  if (spare) {
    mutex_enter(&names_lock);
    remove_spare(id); // expect: recursive-lock
    mutex_exit(&names_lock);
  }
  REST(v)
  return 0;
}

int detach_never(struct vdev *v, int id) {
  ASK(v)
  if (spare && other) {
    mutex_enter(&names_lock);
    remove_spare(id);
    mutex_exit(&names_lock);
  }
  REST(v)
  return 0;
}
