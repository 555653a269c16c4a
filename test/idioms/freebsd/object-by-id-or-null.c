// RUN: %idiom %s
// An object is found by its number and comes with the lock of its record, which the
// caller knows by the object, or by an out-parameter; NULL comes without.
// Seen in freebsd10: sys/ofed/drivers/infiniband/core/uverbs_cmd.c, idr_read_obj(),
// idr_read_xrcd() and put_uobj_read().
// Broken: one that has the wrong kind is not put back.
#include "freebsd.h"

struct record {
  struct sx mutex;
  int live;
  struct object *object;
};
struct object {
  struct record *record;
  int kind;
};
struct record *find(int id);

static void put_record(struct record *r) {
  sx_sunlock(&r->mutex);
}

static struct record *read_record(int id) {
  struct record *r = find(id);

  if (r == NULL)
    return (NULL);
  sx_slock(&r->mutex);
  if (!r->live) {
    put_record(r);
    return (NULL);
  }
  return (r);
}

static struct object *read_object(int id) {
  struct record *r = read_record(id);

  return (r ? r->object : NULL);
}

static struct object *read_with_record(int id, struct record **r) {
  *r = read_record(id);
  return (*r ? (*r)->object : NULL);
}

int query(int id) {
  struct object *o = read_object(id);
  int kind;

  if (o == NULL)
    return (22);
  kind = o->kind;
  put_record(o->record);
  return (kind == 1 ? 0 : 5);
}

int modify(int id) {
  struct record *r;
  struct object *o = read_with_record(id, &r);

  if (o == NULL)
    return (22);
#ifdef BROKEN
  if (o->kind != 1)
    return (5); /* expect: lock-leak */
#endif
  o->kind = 2;
  put_record(r);
  return (0);
}
