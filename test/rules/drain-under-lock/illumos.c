// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

typedef struct soft {
  kmutex_t lock;
  timeout_id_t tid, poll;
  int n;
} soft_t;

static void watch(void *arg) {
  soft_t *sp = arg;

  mutex_enter(&sp->lock);
  if (sp->n++ < 10)
    sp->tid = timeout(watch, sp, 10);
  mutex_exit(&sp->lock);
}

static void poll(void *arg) {
  soft_t *sp = arg;

  if (!mutex_tryenter(&sp->lock))
    return;
  sp->n++;
  mutex_exit(&sp->lock);
}

void start(soft_t *sp) {
  timeout_id_t id = timeout(poll, sp, 10);

  sp->poll = id;
  sp->tid = timeout(watch, sp, 10);
}

void stop_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  if (sp->tid != 0) {
    (void)untimeout(sp->tid); // expect: drain-under-lock
    sp->tid = 0;
  }
  mutex_exit(&sp->lock);
}

// As untimeout(9F) advises.
void stop_good(soft_t *sp) {
  timeout_id_t id;

  mutex_enter(&sp->lock);
  id = sp->tid;
  sp->tid = 0;
  mutex_exit(&sp->lock);
  if (id != 0)
    (void)untimeout(id);
}

// The copy is waited for too early.
void stop_copy_bad(soft_t *sp) {
  timeout_id_t id;

  mutex_enter(&sp->lock);
  id = sp->tid;
  sp->tid = 0;
  (void)untimeout(id); // expect: drain-under-lock
  mutex_exit(&sp->lock);
}

// The handler does not wait for the lock.
void stop_poll_good(soft_t *sp) {
  mutex_enter(&sp->lock);
  (void)untimeout(sp->poll);
  mutex_exit(&sp->lock);
}
