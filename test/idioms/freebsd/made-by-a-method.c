// RUN: %idiom %s
// An object comes by an out-parameter that was null until a method, handed on, filled it
// in: what is read in the object then decides whether that was a success.
// Seen in freebsd: sys/dev/atkbdc/atkbd.c, atkbd_attach_unit().
// Broken: after the success a sleep with the lock held.
#include "freebsd.h"

struct unit { int index; };
struct methods { int (*init)(struct unit **); };
struct bus { struct mtx mtx; struct unit *unit; };
struct unit *units[4];

static int make(struct methods *ops, struct unit **out) {
  int error;

  *out = NULL;
  error = ops->init(out);
  if (error)
    return (error);
  if ((*out)->index >= 4 || units[(*out)->index])
    return (5);
  units[(*out)->index] = *out;
  return (0);
}

int attach(struct bus *sc, struct methods *ops) {
  struct unit *made;
  int error;

  mtx_lock(&sc->mtx);
  error = make(ops, &made);
  if (error) {
    mtx_unlock(&sc->mtx);
    return (error);
  }
#ifdef BROKEN
  tsleep(sc, 0, "attach", 100); /* expect: sleep-under-lock */
#endif
  sc->unit = made;
  mtx_unlock(&sc->mtx);
  return (0);
}
