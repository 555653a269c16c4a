// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/cmn_err.h>

typedef struct soft {
  kmutex_t lock;
  krwlock_t rw;
  kcondvar_t cv;
  int ready, n;
} soft_t;

int error_return_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->n == 0)
    return (ENXIO); // expect: lock-leak
  mutex_exit(&sp->lock);
  return (0);
}

int signal_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    if (cv_wait_sig(&sp->cv, &sp->lock) == 0)
      return (EINTR); // expect: lock-leak
  mutex_exit(&sp->lock);
  return (0);
}

int reader_bad(soft_t *sp) {
  rw_enter(&sp->rw, RW_READER);
  if (sp->n == 0)
    return (ENXIO); // expect: lock-leak
  rw_exit(&sp->rw);
  return (0);
}

int signal_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    if (cv_wait_sig(&sp->cv, &sp->lock) == 0) {
      mutex_exit(&sp->lock);
      return (EINTR);
    }
  mutex_exit(&sp->lock);
  return (0);
}

int try_ok(soft_t *sp) {
  if (!mutex_tryenter(&sp->lock))
    return (EBUSY);
  sp->n++;
  mutex_exit(&sp->lock);
  return (0);
}

int rw_try_ok(soft_t *sp) {
  if (rw_tryenter(&sp->rw, RW_WRITER) == 0)
    return (EBUSY);
  sp->n++;
  rw_exit(&sp->rw);
  return (0);
}

void upgrade_ok(soft_t *sp) {
  rw_enter(&sp->rw, RW_READER);
  if (sp->n == 0 && !rw_tryupgrade(&sp->rw)) {
    rw_exit(&sp->rw);
    rw_enter(&sp->rw, RW_WRITER);
  }
  sp->n++;
  rw_exit(&sp->rw);
}

// Entered by one function and left by another, as in an open and a close.
void hold(soft_t *sp) { mutex_enter(&sp->lock); }
void rele(soft_t *sp) { mutex_exit(&sp->lock); }

// The first round returns another name of the lock than the later ones: what
// counts is that it is the lock of the object returned.
static soft_t *find_ok(soft_t *table, int n) {
  int i;

  for (i = 0; i < n; i++) {
    mutex_enter(&table[i].lock);
    if (table[i].ready)
      return (&table[i]);
    mutex_exit(&table[i].lock);
  }
  return (NULL);
}

int returned_held_ok(soft_t *table, int n) {
  soft_t *sp = find_ok(table, n);

  if (sp == NULL)
    return (ENXIO);
  sp->n++;
  mutex_exit(&sp->lock);
  return (0);
}

int asserted_ok(soft_t *sp) {
  ASSERT(MUTEX_HELD(&sp->lock));
  if (sp->n == 0)
    return (ENXIO);
  return (0);
}

int cmn_err_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->n < 0)
    cmn_err(CE_PANIC, "negative");
  mutex_exit(&sp->lock);
  return (0);
}

static int grab(soft_t *sp, krw_t how) {
  rw_enter(&sp->rw, how);
  if (sp->ready) {
    rw_exit(&sp->rw);
    return (-1);
  }
  return (0);
}

int grab_ok(soft_t *sp, int write) {
  if (grab(sp, write ? RW_WRITER : RW_READER) != 0)
    return (EIO);
  sp->n++;
  rw_exit(&sp->rw);
  return (0);
}

int grab_bad(soft_t *sp) {
  if (grab(sp, RW_READER) < 0)
    return (EIO);
  if (sp->n == 3)
    return (EINVAL); // expect: lock-leak
  rw_exit(&sp->rw);
  return (0);
}

int step(soft_t *);

// The caller's lock is dropped for a while, and not taken again on each way.
void dropped_bad(soft_t *sp) {
  ASSERT(mutex_owned(&sp->lock));
  if (sp->n == 0)
    return;
  mutex_exit(&sp->lock);
  if (step(sp))
    return; // expect: lock-leak
  if (step(sp))
    return; // expect: lock-leak
  mutex_enter(&sp->lock);
  sp->n++;
}

void dropped_ok(soft_t *sp) {
  ASSERT(mutex_owned(&sp->lock));
  if (sp->n == 0)
    return;
  mutex_exit(&sp->lock);
  (void) step(sp);
  mutex_enter(&sp->lock);
  sp->n++;
}

// The caller's lock is given up, but for one way on which nothing is done to it.
void given_up_bad(soft_t *sp) {
  if (step(sp))
    return; // expect: lock-leak
  sp->n++;
  mutex_exit(&sp->lock);
}

void given_up_ok(soft_t *sp) {
  if (!step(sp))
    sp->n++;
  mutex_exit(&sp->lock);
}

// Callers can tell by what they pass.
void if_wanted_ok(soft_t *sp, int unlock) {
  if (unlock == 0)
    return;
  mutex_exit(&sp->lock);
}

typedef struct node {
  kmutex_t lock;
  struct node *next;
  int state;
} node_t;

void round_bad(node_t *head) {
  for (node_t *p = head; p != NULL; p = p->next) {
    mutex_enter(&p->lock); // expect: lock-leak
    if (p->state == 0)
      continue;
    p->state = 0;
    mutex_exit(&p->lock);
  }
}

// The other path leaves the loop.
int round_found_bad(node_t *head) {
  for (node_t *p = head; p != NULL; p = p->next) {
    mutex_enter(&p->lock); // expect: lock-leak
    if (p->state == 0) {
      mutex_exit(&p->lock);
      return (1);
    }
  }
  return (0);
}

// Kept for another loop, which releases them.
void collected_ok(node_t *head) {
  for (node_t *p = head; p != NULL; p = p->next) {
    mutex_enter(&p->lock);
    if (p->state == 0) {
      mutex_exit(&p->lock);
      continue;
    }
    p->state = 2;
  }
  for (node_t *p = head; p != NULL; p = p->next)
    if (p->state == 2)
      mutex_exit(&p->lock);
}

void hand_over_hand_ok(node_t *head) {
  node_t *p = head;
  mutex_enter(&p->lock);
  while (p->next != NULL) {
    node_t *n = p->next;
    mutex_enter(&n->lock);
    mutex_exit(&p->lock);
    p = n;
  }
  mutex_exit(&p->lock);
}

// What is kept can still be named.
void best_ok(node_t *head) {
  node_t *best = NULL;
  for (node_t *p = head; p != NULL; p = p->next) {
    mutex_enter(&p->lock);
    if (best == NULL && p->state == 0) {
      best = p;
      continue;
    }
    mutex_exit(&p->lock);
  }
  if (best != NULL)
    mutex_exit(&best->lock);
}

// What the result says is asked by who gives the lock up; that callers pass
// numbers, for each of which there is a copy, makes no difference.
soft_t *owner_of(soft_t *);

enum which { NONE, PARENT, OWN };

enum which lock_parent_ok(soft_t *sp, soft_t *parent, krw_t how) {
  enum which got = NONE;
  if (parent != NULL) {
    rw_enter(&parent->rw, how);
    got = PARENT;
  } else if (owner_of(sp) != NULL) {
    rw_enter(&owner_of(sp)->rw, how);
    got = OWN;
  }
  return (got);
}

void unlock_parent(soft_t *sp, soft_t *parent, enum which got) {
  if (got == PARENT)
    rw_exit(&parent->rw);
  else if (got == OWN)
    rw_exit(&owner_of(sp)->rw);
}

int read_parent(soft_t *sp, soft_t *parent) {
  enum which got = lock_parent_ok(sp, parent, RW_READER);
  int n = sp->n;
  unlock_parent(sp, parent, got);
  return (n);
}
