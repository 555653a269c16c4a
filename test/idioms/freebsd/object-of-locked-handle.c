// RUN: %idiom %s
// A handle is looked up and locked, and its object returned: null without a
// handle. That each handle has an object is nothing that this code says.
// Seen in freebsd10: sys/ofed/drivers/infiniband/core/uverbs_cmd.c, idr_read_obj().
// Broken: an error after the object was found forgets the handle.
#include "freebsd.h"

struct object {
  struct handle *handle;
  int value;
};
struct handle {
  struct sx lock;
  struct object *object;
};
struct handle *handle_find(int id);

static struct object *object_get(int id) {
  struct handle *h = handle_find(id);

  if (h == NULL)
    return (NULL);
  sx_slock(&h->lock);
  return (h->object);
}

static void object_put(struct object *o) { sx_sunlock(&o->handle->lock); }

int object_read(int id, int *value) {
  struct object *o = object_get(id);

  if (o == NULL)
    return (22);
  *value = o->value;
  object_put(o);
  return (0);
}

int handle_read(struct handle *h, int *value) {
  sx_slock(&h->lock);
#ifdef BROKEN
  if (h->object == NULL)
    return (22); /* expect: lock-leak */
#endif
  *value = 1;
  sx_sunlock(&h->lock);
  return (0);
}
