// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos
// A way out that releases, by a call, what another way takes.

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/ksynch.h>

typedef struct soft {
  kmutex_t lock;
  int gone, n;
} soft_t;

int prepare(soft_t *sp), work(soft_t *sp);

static int enter(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->gone) {
    mutex_exit(&sp->lock);
    return (ENXIO);
  }
  return (0);
}

static void leave(soft_t *sp) { mutex_exit(&sp->lock); }

int early_bad(soft_t *sp) {
  int error;

  if (prepare(sp) != 0) {
    leave(sp); // expect: unlock-not-held
    return (EIO);
  }
  if ((error = enter(sp)) != 0)
    return (error);
  error = work(sp);
  leave(sp);
  return (error);
}

int late_ok(soft_t *sp) {
  int error;

  if (prepare(sp) != 0)
    return (EIO);
  if ((error = enter(sp)) != 0)
    return (error);
  error = work(sp);
  leave(sp);
  return (error);
}

// Entered with it, it lets go of it for the call.
int around_ok(soft_t *sp) {
  int error = 0;

  sp->n++;
  leave(sp);
  if (prepare(sp) == 0)
    error = work(sp);
  (void)enter(sp);
  return (error);
}

// What is passed says whether the caller has it.
int passed_ok(soft_t *sp, int held) {
  int error;

  if (held) {
    leave(sp);
    return (work(sp));
  }
  if ((error = enter(sp)) != 0)
    return (error);
  error = work(sp);
  leave(sp);
  return (error);
}

static void ensure(soft_t *sp) {
  if (!mutex_owned(&sp->lock)) // expect: owned-outside-assert
    mutex_enter(&sp->lock); // expect: lock-across-functions
  sp->n++;
}

// Its callers have it: what it calls only makes sure.
int ensured_ok(soft_t *sp) {
  if (prepare(sp) != 0) {
    leave(sp);
    return (EIO);
  }
  ensure(sp);
  leave(sp);
  return (0);
}

static int enter_if(soft_t *sp, soft_t **out) {
  *out = sp->n ? sp : NULL;
  if (*out != NULL && sp->gone)
    mutex_enter(&sp->lock);
  return (0);
}

// What is taken before says in ways of its own whether it is held.
int found_ok(soft_t *sp) {
  soft_t *found;

  (void)enter_if(sp, &found);
  if (found != NULL && work(sp) != 0)
    leave(found);
  return (0); // expect: lock-leak
}
