// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/ksynch.h>

typedef struct chan {
  kmutex_t lock;
  kcondvar_t cv;
  int ready;
} chan_t;

typedef struct soft {
  kmutex_t rx_lock, tx_lock;
  kcondvar_t cv, tx_cv;
  int rx, tx;
  chan_t chan;
} soft_t;

void rx(soft_t *sp) {
  mutex_enter(&sp->rx_lock);
  while (!sp->rx)
    cv_wait(&sp->cv, &sp->rx_lock);
  while (sp->rx)
    cv_wait(&sp->cv, &sp->rx_lock);
  mutex_exit(&sp->rx_lock);
}

void tx_bad(soft_t *sp) {
  mutex_enter(&sp->tx_lock);
  while (!sp->tx)
    cv_wait(&sp->cv, &sp->tx_lock); // expect: wait-wrong-lock
  mutex_exit(&sp->tx_lock);
}

void tx_ok(soft_t *sp) {
  mutex_enter(&sp->tx_lock);
  while (!sp->tx)
    cv_wait(&sp->tx_cv, &sp->tx_lock);
  mutex_exit(&sp->tx_lock);
}

// A record that others embed, each with a lock of its own.
void part_ok(chan_t *ch) {
  mutex_enter(&ch->lock);
  while (!ch->ready)
    cv_wait(&ch->cv, &ch->lock);
  mutex_exit(&ch->lock);
}

void passed_ok(chan_t *ch, kmutex_t *lock) {
  mutex_enter(lock);
  while (!ch->ready)
    cv_wait(&ch->cv, lock);
  mutex_exit(lock);
}

void other_object_ok(soft_t *sp, chan_t *ch) {
  mutex_enter(&sp->rx_lock);
  while (!ch->ready)
    cv_wait(&ch->cv, &sp->rx_lock);
  mutex_exit(&sp->rx_lock);
}

// A record of a library, waited for with the lock of each who has one.
typedef struct cpr {
  kcondvar_t stop;
  int going;
} cpr_t;

static kmutex_t a_lock, b_lock;

void a_ok(cpr_t *cp) {
  mutex_enter(&a_lock);
  while (cp->going)
    cv_wait(&cp->stop, &a_lock);
  mutex_exit(&a_lock);
}

void b_ok(cpr_t *cp) {
  mutex_enter(&b_lock);
  while (cp->going)
    cv_wait(&cp->stop, &b_lock);
  mutex_exit(&b_lock);
}
