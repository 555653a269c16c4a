// Data that most of the driver touches with its mutex, and some of it without.
// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/debug.h>
#include <sys/kmem.h>
#include <sys/ksynch.h>
#include <sys/sunddi.h>

typedef struct soft {
  kmutex_t lock;
  krwlock_t rw;
  int state;
  int busy;
  int shared;
} soft_t;

static soft_t *the_soft;

static int foo_open(dev_t *dev, int flag, int otyp, cred_t *cr) {
  soft_t *sp = the_soft;

  mutex_enter(&sp->lock);
  sp->state = 1;
  sp->busy++;
  mutex_exit(&sp->lock);
  rw_enter(&sp->rw, RW_WRITER);
  sp->shared++;
  rw_exit(&sp->rw);
  return (0);
}

static int foo_close(dev_t dev, int flag, int otyp, cred_t *cr) {
  soft_t *sp = the_soft;

  mutex_enter(&sp->lock);
  sp->state = 0;
  sp->busy--;
  mutex_exit(&sp->lock);
  rw_enter(&sp->rw, RW_WRITER);
  sp->shared--;
  rw_exit(&sp->rw);
  return (0);
}

static int foo_read(dev_t dev, struct uio *uio, cred_t *cr) {
  soft_t *sp = the_soft;
  int rv;

  mutex_enter(&sp->lock);
  rv = sp->state == 0 || sp->busy == 0;
  mutex_exit(&sp->lock);
  rw_enter(&sp->rw, RW_READER);
  rv += sp->shared;
  rw_exit(&sp->rw);
  return (rv);
}

// Required of who calls: an assertion says that the lock is held.
static void foo_change(soft_t *sp, int state) {
  ASSERT(MUTEX_HELD(&sp->lock));
  sp->state = state;
}

static int foo_write(dev_t dev, struct uio *uio, cred_t *cr) {
  soft_t *sp = the_soft;
  int rv;

  mutex_enter(&sp->lock);
  foo_change(sp, 2);
  sp->busy = 1;
  mutex_exit(&sp->lock);
  rw_enter(&sp->rw, RW_READER);
  rv = sp->shared;
  rw_exit(&sp->rw);
  return (rv);
}

static int foo_ioctl(dev_t dev, int cmd, intptr_t arg, int mode, cred_t *cr, int *rv) {
  soft_t *sp = the_soft;

  sp->busy = 0; // expect: unguarded-access
  sp->shared = 0; // expect: unguarded-access
  rw_enter(&sp->rw, RW_READER);
  sp->shared++; // as a reader: not known to be wrong
  rw_exit(&sp->rw);
  mutex_enter(&sp->lock);
  foo_change(sp, 3);
  mutex_exit(&sp->lock);
  return (0);
}

static struct cb_ops foo_cb_ops = {foo_open, foo_close, foo_read, foo_write, foo_ioctl, D_MP, CB_REV};

static int foo_attach(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  soft_t *sp = kmem_zalloc(sizeof(*sp), KM_SLEEP);

  mutex_init(&sp->lock, NULL, MUTEX_DRIVER, NULL);
  rw_init(&sp->rw, NULL, RW_DRIVER, NULL);
  sp->state = 0;
  sp->busy = 0;
  the_soft = sp;
  return (0);
}

static struct dev_ops foo_dev_ops = {.devo_attach = foo_attach, .devo_cb_ops = &foo_cb_ops};
