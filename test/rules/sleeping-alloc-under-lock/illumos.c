// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/kmem.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

typedef struct soft {
  ddi_intr_handle_t intr;
  kmutex_t lock;
  krwlock_t rw;
  void *buf;
} soft_t;

// The handler makes what holds the mutex wait for memory worse: interrupts do.
static uint_t handler(caddr_t arg1, caddr_t arg2) {
  soft_t *sp = (soft_t *)arg1;

  mutex_enter(&sp->lock);
  sp->buf = NULL;
  mutex_exit(&sp->lock);
  return (DDI_INTR_CLAIMED);
}

int attach(soft_t *sp) {
  mutex_init(&sp->lock, NULL, MUTEX_DRIVER, NULL);
  return (ddi_intr_add_handler(sp->intr, handler, sp, NULL));
}

void direct_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->buf = kmem_zalloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->lock);
}

static void *new_buf(void) { return (kmem_alloc(64, KM_SLEEP)); }

void helper_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->buf = new_buf(); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->lock);
}

static void *buf_alloc(int how) { return (kmem_alloc(64, how)); }

void flag_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->buf = buf_alloc(KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->lock);
}

void flag_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->buf = buf_alloc(KM_NOSLEEP);
  mutex_exit(&sp->lock);
  if (sp->buf == NULL)
    sp->buf = buf_alloc(KM_SLEEP); // expect: unguarded-access
}

// KM_SLEEP is 0: the flag to look for is KM_NOSLEEP.
void nosleep_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_NOSLEEP | KM_NORMALPRI);
  mutex_exit(&sp->lock);
}

void before_ok(soft_t *sp) {
  void *p = kmem_alloc(64, KM_SLEEP);

  mutex_enter(&sp->lock);
  if (sp->buf == NULL) {
    sp->buf = p;
    p = NULL;
  }
  mutex_exit(&sp->lock);
  if (p != NULL)
    kmem_free(p, 64);
}

void rwlock_ok(soft_t *sp) {
  rw_enter(&sp->rw, RW_WRITER);
  sp->buf = kmem_alloc(64, KM_SLEEP);
  rw_exit(&sp->rw);
}

// Nobody knows the mutex yet, so that nobody waits for it meanwhile.
int just_made_ok(soft_t *sp) {
  mutex_init(&sp->lock, NULL, MUTEX_DRIVER, NULL);
  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_SLEEP);
  mutex_exit(&sp->lock);
  return (0);
}

int known_to_handler_bad(soft_t *sp) {
  mutex_init(&sp->lock, NULL, MUTEX_DRIVER, NULL);
  if (attach(sp) != DDI_SUCCESS)
    return (ENXIO);
  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->lock);
  return (0);
}

int made_on_one_way_bad(soft_t *sp, int fresh) {
  if (fresh)
    mutex_init(&sp->lock, NULL, MUTEX_DRIVER, NULL);
  mutex_enter(&sp->lock);
  sp->buf = kmem_alloc(64, KM_SLEEP); // expect: sleeping-alloc-under-lock
  mutex_exit(&sp->lock);
  return (0);
}
