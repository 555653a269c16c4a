// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
//
// The ways in which drivers pair locks and unlocks across paths, helpers and
// loops: legal, but for the lines marked.

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>
#include <sys/malloc.h>
#include <sys/queue.h>

struct item {
  STAILQ_ENTRY(item) link;
  struct item *next;
  struct mtx mtx;
  int n;
};

struct softc {
  struct mtx mtx, other, arr[4];
  struct mtx *mtxp;
  struct sx sx;
  STAILQ_HEAD(, item) q;
  struct item *list;
  int flags, n, busy, use_other, mpsafe;
};

#define FOO_LOCK(sc) mtx_lock(&(sc)->mtx)
#define FOO_UNLOCK(sc) mtx_unlock(&(sc)->mtx)
#define FOO_ASSERT(sc) mtx_assert(&(sc)->mtx, MA_OWNED)

int macros_ok(struct softc *sc) {
  FOO_LOCK(sc);
  if (sc->n == 0) {
    FOO_UNLOCK(sc);
    return (ENXIO);
  }
  FOO_UNLOCK(sc);
  return (0);
}

int macros_bad(struct softc *sc) {
  FOO_LOCK(sc);
  if (sc->n == 0)
    return (ENXIO); // expect: lock-leak
  FOO_UNLOCK(sc);
  return (0);
}

int is_console(struct softc *sc);

/* The same question twice, answered elsewhere: the answer may be the same. */
int asked_twice_ok(struct softc *sc) {
  if (is_console(sc))
    mtx_lock(&sc->mtx);
  sc->n++;
  if (is_console(sc))
    mtx_unlock(&sc->mtx); // todo-ok: unlock-not-held
  return (0);
}

int asked_twice_bad(struct softc *sc) {
  if (is_console(sc))
    mtx_lock(&sc->mtx);
  if (sc->n++ == 7)
    return (EIO); // expect: lock-leak
  if (is_console(sc))
    mtx_unlock(&sc->mtx); // todo-ok: unlock-not-held
  return (EIO);
}

void backoff_ok(struct softc *sc) {
again:
  mtx_lock(&sc->other);
  if (!mtx_trylock(&sc->mtx)) {
    mtx_unlock(&sc->other);
    pause("again", 1);
    goto again;
  }
  mtx_unlock(&sc->mtx);
  mtx_unlock(&sc->other);
}

void foreach_ok(struct softc *sc) {
  struct item *p;

  STAILQ_FOREACH(p, &sc->q, link) {
    mtx_lock(&p->mtx);
    p->n++;
    mtx_unlock(&p->mtx);
  }
}

void hand_over_hand_ok(struct item *head) {
  struct item *p = head, *next;

  mtx_lock(&p->mtx);
  while ((next = p->next) != NULL) {
    mtx_lock(&next->mtx);
    mtx_unlock(&p->mtx);
    p = next;
  }
  mtx_unlock(&p->mtx);
}

// The first round returns another name of the lock than the later ones: what
// counts is that it is the lock of the object returned.
struct item *find_ok(struct softc *sc, int n) {
  struct item *p;

  mtx_lock(&sc->mtx);
  for (p = sc->list; p != NULL; p = p->next) {
    mtx_lock(&p->mtx);
    if (p->n == n)
      break;
    mtx_unlock(&p->mtx);
  }
  mtx_unlock(&sc->mtx);
  return (p);
}

int find_user_ok(struct softc *sc) {
  struct item *p = find_ok(sc, 3);

  if (p == NULL)
    return (ENXIO);
  p->n++;
  mtx_unlock(&p->mtx);
  return (0);
}

void fallthrough_ok(struct softc *sc, int cmd) {
  switch (cmd) {
  case 1:
    mtx_lock(&sc->mtx);
    // FALLTHROUGH
  case 2:
    if (cmd == 2)
      mtx_lock(&sc->mtx);
    sc->n++;
    mtx_unlock(&sc->mtx);
    break;
  default:
    break;
  }
}

// Drops the mutex when it fails.
static int get(struct softc *sc) {
  FOO_ASSERT(sc);
  if (sc->n == 0) {
    mtx_unlock(&sc->mtx);
    return (ENXIO);
  }
  return (0);
}

int dropped_on_error_ok(struct softc *sc) {
  int error;

  mtx_lock(&sc->mtx);
  error = get(sc);
  if (error)
    return (error);
  mtx_unlock(&sc->mtx);
  return (0);
}

int dropped_on_error_bad(struct softc *sc) {
  int error;

  mtx_lock(&sc->mtx);
  error = get(sc);
  mtx_unlock(&sc->mtx); // expect: unlock-not-held
  return (error);
}

void pick_ok(struct softc *sc) {
  struct mtx *m = sc->use_other ? &sc->other : &sc->mtx;

  mtx_lock(m);
  sc->n++;
  mtx_unlock(m);
}

void pointer_field_ok(struct softc *sc) {
  mtx_lock(sc->mtxp);
  sc->n++;
  mtx_unlock(sc->mtxp);
}

void conditional_error_ok(struct softc *sc, int (*start)(void)) {
  int error;

  if ((error = start()) == 0)
    mtx_lock(&sc->mtx);
  sc->n++;
  if (error == 0)
    mtx_unlock(&sc->mtx);
}

void memory_flag_ok(struct softc *sc) {
  if (sc->flags & 4)
    mtx_lock(&sc->mtx);
  sc->n++;
  if (sc->flags & 4)
    mtx_unlock(&sc->mtx);
}

void giant_ok(struct softc *sc) {
  if (!sc->mpsafe)
    mtx_lock(&Giant);
  sc->n++;
  if (!sc->mpsafe)
    mtx_unlock(&Giant);
}

static void acquire(struct softc *sc, int *locked) {
  *locked = 0;
  if (sc->busy) {
    mtx_lock(&sc->mtx);
    *locked = 1;
  }
}

void out_parameter_ok(struct softc *sc) {
  int locked;

  acquire(sc, &locked);
  sc->n++;
  if (locked)
    mtx_unlock(&sc->mtx);
}

static void drop(struct mtx *m) { mtx_unlock(m); }

void drop_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  drop(&sc->mtx);
}

static struct item *next(struct softc *sc) {
  struct item *p = sc->list;
  if (p != NULL)
    sc->list = p->next;
  return (p);
}

void work_loop_ok(struct softc *sc) {
  struct item *p;

  mtx_lock(&sc->mtx);
  while ((p = next(sc)) != NULL) {
    mtx_unlock(&sc->mtx);
    free(p, M_DEVBUF);
    pause("work", 1);
    mtx_lock(&sc->mtx);
  }
  mtx_unlock(&sc->mtx);
}

void by_address_ok(struct item *a, struct item *b) {
  if (a < b) {
    mtx_lock(&a->mtx);
    mtx_lock(&b->mtx);
  } else {
    mtx_lock(&b->mtx);
    mtx_lock(&a->mtx);
  }
  a->n += b->n;
  mtx_unlock(&a->mtx);
  mtx_unlock(&b->mtx);
}

int retry_ok(struct softc *sc) {
  int error;

retry:
  mtx_lock(&sc->mtx);
  if (sc->busy) {
    error = msleep(&sc->busy, &sc->mtx, PZERO | PCATCH | PDROP, "busy", 0);
    if (error)
      return (error);
    goto retry;
  }
  sc->busy = 1;
  mtx_unlock(&sc->mtx);
  return (0);
}

void array_ok(struct softc *sc) {
  int i;

  for (i = 0; i < 4; i++)
    mtx_lock(&sc->arr[i]);
  sc->n++;
  for (i = 0; i < 4; i++)
    mtx_unlock(&sc->arr[i]);
}

void array_constant_ok(struct softc *sc) {
  mtx_lock(&sc->arr[0]);
  mtx_lock(&sc->arr[1]);
  mtx_unlock(&sc->arr[1]);
  mtx_unlock(&sc->arr[0]);
}

int kassert_ok(struct softc *sc) {
  KASSERT(mtx_owned(&sc->mtx), ("not owned"));
  if (sc->n == 0)
    return (ENXIO);
  mtx_unlock(&sc->mtx);
  pause("x", 1);
  mtx_lock(&sc->mtx);
  return (0);
}

void two_phase_ok(struct softc *sc) {
  void *p = NULL;

  mtx_lock(&sc->mtx);
  while (sc->list == NULL) {
    if (p == NULL) {
      mtx_unlock(&sc->mtx);
      p = malloc(64, M_DEVBUF, M_WAITOK);
      mtx_lock(&sc->mtx);
      continue;
    }
    sc->list = p;
    p = NULL;
  }
  mtx_unlock(&sc->mtx);
  if (p != NULL)
    free(p, M_DEVBUF);
}

int nested_bad(struct softc *sc, int a) {
  int error = 0;

  sx_xlock(&sc->sx);
  mtx_lock(&sc->mtx);
  if (a == 1) {
    error = EINVAL;
    goto out;
  }
  mtx_unlock(&sc->mtx);
out:
  sx_xunlock(&sc->sx);
  return (error); // expect: lock-leak
}

// Another path to the same way out calls what might release the lock; this one
// surely returns with it.
struct child;
struct parent {
  struct mtx mtx;
  int dead;
  struct child *child;
};
void child_rele(struct parent *p); // without a body
static void check_child(struct parent *p) {
  if (p->child)
    mtx_assert(&p->mtx, MA_OWNED);
}

int leak_without_child_bad(struct parent *p) {
  mtx_lock(&p->mtx);
  if (p->dead) {
    mtx_unlock(&p->mtx);
    return (0);
  }
  if (p->child)
    child_rele(p);
  check_child(p);
  return (0); // expect: lock-leak
}

// A caller that takes the lock anew after a result, and gives that up, gives
// back nothing.
int start_bad(struct parent *p) {
  mtx_lock(&p->mtx);
  if (p->dead)
    return (5); // expect: lock-leak
  mtx_unlock(&p->mtx);
  return (0);
}

static void parent_lock(struct parent *p) { mtx_lock(&p->mtx); }

int restart(struct parent *p) {
  int error = start_bad(p);
  if (error != 0) {
    parent_lock(p);
    p->child = NULL;
    mtx_unlock(&p->mtx);
  }
  return (error);
}

// Both ask whether there is an object, but not for the same one.
struct node {
  struct mtx mtx;
  struct node *next;
  int n;
};

void unlock_next_bad(struct node *p) {
  if (p != NULL) {
    mtx_lock(&p->mtx);
    p->n++;
  }
  p = p->next;
  if (p != NULL)
    mtx_unlock(&p->mtx);
} // expect: lock-leak

// Some function gives up such a lock for its caller; this one does so itself,
// by a wait that does not take it again.
struct waiter {
  struct mtx mtx;
  int ready;
};

void waiter_unlock(struct waiter *w) { mtx_unlock(&w->mtx); }

int wait_drops_bad(struct waiter *w) {
  int error = 0;
  mtx_lock(&w->mtx);
  if (!w->ready)
    error = msleep(w, &w->mtx, PDROP, "wait", 0); // expect: wait-not-in-loop
  return (error); // expect: lock-leak
}
