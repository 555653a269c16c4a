// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
#include <sys/sx.h>

struct queue {
  struct mtx mtx;
  int len;
};

struct softc {
  struct mtx mtx, other;
  struct sx sx;
  struct queue q[4];
  int ready, n, error;
};

int error_return_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->n == 0)
    return (ENXIO); // expect: lock-leak
  sc->n--;
  mtx_unlock(&sc->mtx);
  return (0);
}

int one_of_two_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->n == 0) {
    mtx_unlock(&sc->mtx);
    return (ENXIO);
  }
  if (sc->error)
    return (EIO); // expect: lock-leak
  mtx_unlock(&sc->mtx);
  return (0);
}

void void_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->n == 0)
    return; // expect: lock-leak
  mtx_unlock(&sc->mtx);
}

int inner_bad(struct softc *sc) {
  mtx_lock(&sc->mtx);
  mtx_lock(&sc->other);
  if (sc->n == 0) {
    mtx_unlock(&sc->other);
    return (ENXIO); // expect: lock-leak
  }
  mtx_unlock(&sc->other);
  mtx_unlock(&sc->mtx);
  return (0);
}

int switch_bad(struct softc *sc, int cmd) {
  int error = 0;

  mtx_lock(&sc->mtx);
  switch (cmd) {
  case 1:
    sc->n++;
    break;
  case 2:
    error = EINVAL;
    break;
  default:
    return (ENOTTY); // expect: lock-leak
  }
  mtx_unlock(&sc->mtx);
  return (error);
}

static int enter(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->error) {
    mtx_unlock(&sc->mtx);
    return (ENXIO);
  }
  return (0);
}

int after_helper_bad(struct softc *sc) {
  int error;

  error = enter(sc);
  if (error != 0)
    return (error);
  if (sc->n == 0)
    return (EBUSY); // expect: lock-leak
  mtx_unlock(&sc->mtx);
  return (0);
}

int after_helper_ok(struct softc *sc) {
  int error;

  if ((error = enter(sc)) != 0)
    return (error);
  sc->n++;
  mtx_unlock(&sc->mtx);
  return (0);
}

// Locks and unlocks are functions of their own.
void lock_softc(struct softc *sc) { mtx_lock(&sc->mtx); }
void unlock_softc(struct softc *sc) { mtx_unlock(&sc->mtx); }

void wrappers_ok(struct softc *sc) {
  lock_softc(sc);
  sc->n++;
  unlock_softc(sc);
}

int wrappers_bad(struct softc *sc) {
  lock_softc(sc);
  if (sc->n == 0)
    return (ENXIO); // expect: lock-leak
  unlock_softc(sc);
  return (0);
}

// A lock that is returned held, in what is returned.
static struct queue *queue_get(struct softc *sc, int i) {
  struct queue *q = &sc->q[i & 3];

  mtx_lock(&q->mtx);
  if (q->len != 0)
    return (q);
  mtx_unlock(&q->mtx);
  return (NULL);
}

int returned_held_ok(struct softc *sc, int i) {
  struct queue *q = queue_get(sc, i);

  if (q == NULL)
    return (ENXIO);
  q->len--;
  mtx_unlock(&q->mtx);
  return (0);
}

int try_ok(struct softc *sc) {
  if (!mtx_trylock(&sc->mtx))
    return (EBUSY);
  sc->n++;
  mtx_unlock(&sc->mtx);
  return (0);
}

void try_in_variable_ok(struct softc *sc) {
  int got = mtx_trylock(&sc->mtx);

  sc->ready = 1;
  if (got)
    mtx_unlock(&sc->mtx);
}

int try_bad(struct softc *sc) {
  if (mtx_trylock(&sc->mtx) == 0)
    return (EBUSY);
  if (sc->n == 0)
    return (ENXIO); // expect: lock-leak
  mtx_unlock(&sc->mtx);
  return (0);
}

void correlated_ok(struct softc *sc, int locked) {
  if (!locked)
    mtx_lock(&sc->mtx);
  sc->n++;
  if (!locked)
    mtx_unlock(&sc->mtx);
}

int ladder_ok(struct softc *sc) {
  int error = 0;

  mtx_lock(&sc->mtx);
  if (sc->n == 0) {
    error = ENXIO;
    goto out;
  }
  mtx_lock(&sc->other);
  if (sc->error) {
    error = EIO;
    goto out_other;
  }
  sc->n--;
out_other:
  mtx_unlock(&sc->other);
out:
  mtx_unlock(&sc->mtx);
  return (error);
}

// The flag says which way it was left.
int flag_ok(struct softc *sc) {
  int held = 0, error = 0;

  if (sc->ready) {
    mtx_lock(&sc->mtx);
    held = 1;
  }
  if (sc->error)
    error = EIO;
  if (held)
    mtx_unlock(&sc->mtx);
  return (error);
}

int pdrop_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  while (!sc->ready) {
    int error = msleep(sc, &sc->mtx, PZERO | PCATCH | PDROP, "wait", 0);

    if (error != 0)
      return (error);
    mtx_lock(&sc->mtx);
  }
  mtx_unlock(&sc->mtx);
  return (0);
}

int loop_ok(struct softc *sc) {
  int i;

  for (i = 0; i < 4; i++) {
    mtx_lock(&sc->q[i].mtx);
    if (sc->q[i].len != 0) {
      mtx_unlock(&sc->q[i].mtx);
      return (i);
    }
    mtx_unlock(&sc->q[i].mtx);
  }
  return (-1);
}

int loop_bad(struct softc *sc) {
  int i;

  for (i = 0; i < 4; i++) {
    mtx_lock(&sc->q[i].mtx);
    if (sc->q[i].len < 0)
      return (EIO); // expect: lock-leak
    mtx_unlock(&sc->q[i].mtx);
  }
  return (0);
}

int panics_ok(struct softc *sc) {
  mtx_lock(&sc->mtx);
  if (sc->n < 0)
    panic("negative");
  mtx_unlock(&sc->mtx);
  return (0);
}

int sx_bad(struct softc *sc) {
  sx_slock(&sc->sx);
  if (sc->n == 0)
    return (ENXIO); // expect: lock-leak
  sx_sunlock(&sc->sx);
  return (0);
}

// sx_unlock() asks the lock itself how it is held.
void sx_either_ok(struct softc *sc, int write) {
  if (write)
    sx_xlock(&sc->sx);
  else
    sx_slock(&sc->sx);
  sx_unlock(&sc->sx);
}

int probe(struct softc *sc);

// Entered with the lock held, to be left without: one way out forgets it.
int leave_bad(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  if (probe(sc) != 0)
    return (EIO); // expect: lock-leak
  if (probe(sc) == 0) {
    mtx_unlock(&sc->mtx);
    return (EIO);
  }
  sc->n++;
  mtx_unlock(&sc->mtx);
  return (0);
}

// Entered with the lock held, to be left with it: one way out gives it up.
int keep_bad(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  if (probe(sc) != 0)
    return (EIO);
  if (probe(sc) == 0) {
    mtx_unlock(&sc->mtx);
    return (EIO); // expect: lock-leak
  }
  if (probe(sc) == 2)
    return (EIO);
  sc->n++;
  return (0);
}

// What it returns says whether the caller's lock is still held.
int give_up_ok(struct softc *sc) {
  mtx_assert(&sc->mtx, MA_OWNED);
  if (probe(sc) != 0) {
    mtx_unlock(&sc->mtx);
    return (1);
  }
  return (0);
}
