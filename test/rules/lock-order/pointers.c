// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd
// Locks taken through a field that points at them: of which class they are is
// known where each value of the field is.

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>

// One session takes the pointer over from another.
struct port {
  struct mtx lock, stats;
};
struct session {
  struct mtx *lockp;
};

void session_open(struct session *s, struct port *p) { s->lockp = &p->lock; }

void session_clone(struct session *to, struct session *from) {
  to->lockp = from->lockp;
}

void session_bad(struct session *s, struct port *p) {
  mtx_lock(s->lockp);
  mtx_lock(&p->stats); // expect: lock-order
  mtx_unlock(&p->stats);
  mtx_unlock(s->lockp);
}

void port_clear(struct port *p) {
  mtx_lock(&p->stats);
  mtx_lock(&p->lock);
  mtx_unlock(&p->lock);
  mtx_unlock(&p->stats);
}

// Where none is passed, it is another lock.
struct device {
  struct mtx lock, stats;
};
struct queue {
  struct mtx *mtx;
};
static struct mtx queue_default;

static void queue_init(struct queue *q, struct mtx *mtx) {
  if (mtx == NULL)
    mtx = &queue_default;
  q->mtx = mtx;
}

void device_attach(struct device *d, struct queue *q) {
  queue_init(q, &d->lock);
}

void queue_run(struct queue *q, struct device *d) {
  mtx_lock(q->mtx);
  mtx_lock(&d->stats);
  mtx_unlock(&d->stats);
  mtx_unlock(q->mtx);
}

void device_clear(struct device *d) {
  mtx_lock(&d->stats);
  mtx_lock(&d->lock);
  mtx_unlock(&d->lock);
  mtx_unlock(&d->stats);
}

// A callee puts another there.
struct unit {
  struct mtx lock, stats;
};
struct channel {
  struct mtx *mtx;
};

static void choose(struct mtx **where) { *where = &queue_default; }

void channel_own(struct channel *c, struct unit *u) { c->mtx = &u->lock; }

void channel_default(struct channel *c) { choose(&c->mtx); }

void channel_run(struct channel *c, struct unit *u) {
  mtx_lock(c->mtx);
  mtx_lock(&u->stats);
  mtx_unlock(&u->stats);
  mtx_unlock(c->mtx);
}

void unit_clear(struct unit *u) {
  mtx_lock(&u->stats);
  mtx_lock(&u->lock);
  mtx_unlock(&u->lock);
  mtx_unlock(&u->stats);
}
