// What notes say of data: which lock guards it, that none does, who can see it.
// RUN: %check-expect --arg=--level=advice %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos
// RUN: %locktidy check --level=advice --fail-on=never %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos \
// RUN:   | FileCheck %s

#include <sys/types.h>
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/debug.h>
#include <sys/kmem.h>
#include <sys/ksynch.h>
#include <sys/sunddi.h>

#define _NOTE(s)

struct ring {
  int head, tail;
};

typedef struct soft {
  kmutex_t lock;
  krwlock_t rw;
  int state, hint, own, once, mode, fixed;
  struct ring ring;
} soft_t;

_NOTE(MUTEX_PROTECTS_DATA(soft::lock, soft))
_NOTE(DATA_READABLE_WITHOUT_LOCK(soft::hint))
_NOTE(SCHEME_PROTECTS_DATA("one thread at a time", soft::own))
_NOTE(READ_ONLY_DATA(soft::once))
_NOTE(RWLOCK_PROTECTS_DATA(soft::rw, soft::mode))

typedef struct req {
  int done;
} req_t;

static kmutex_t list_lock;
static int list_length;
_NOTE(MUTEX_PROTECTS_DATA(list_lock, list_length req::done))

static soft_t *the_soft;

// One place is enough, and nobody else has to hold the lock.
static int foo_open(dev_t *dev, int flag, int otyp, cred_t *cr) {
  soft_t *sp = the_soft;

  sp->state = 1; // expect: unguarded-access
  // CHECK: declared.c:[[#@LINE-1]]:{{.*}}'sp->state' is written without mutex 'struct soft::lock', which is declared to guard it; 1 of 3 accesses holds it
  // CHECK: declared.c:[[#@LINE-22]]:{{.*}} declared here
  sp->own = 1;
  if (sp->hint && sp->once && sp->fixed) // fixed is written by attach alone
    return (1);
  sp->ring.tail++;
  return (sp->ring.tail);
}

static int foo_read(dev_t dev, struct uio *uio, cred_t *cr) {
  soft_t *sp = the_soft;

  rw_enter(&sp->rw, RW_READER);
  if (sp->mode)
    list_length = 1; // expect: unguarded-access
  rw_exit(&sp->rw);
  return (sp->state); // expect: unguarded-access
}

static void finish(req_t *rp) { rp->done = 1; }

// Nobody sees the request, then everybody.
static int foo_write(dev_t dev, struct uio *uio, cred_t *cr) {
  req_t *rp = the_soft == NULL ? NULL : (req_t *)dev;

  _NOTE(NOW_INVISIBLE_TO_OTHER_THREADS(*rp))
  rp->done = 0;
  finish(rp);
  _NOTE(NOW_VISIBLE_TO_OTHER_THREADS(*rp))
  rp->done = 2; // expect: unguarded-access
  return (0);
}

static void foo_reset(soft_t *sp) {
  _NOTE(ASSUMING_PROTECTED(sp->state))
  sp->state = 0;
  sp->ring.head = 0; // expect: unguarded-access
}

static int foo_ioctl(dev_t dev, int cmd, intptr_t arg, int mode, cred_t *cr, int *rv) {
  soft_t *sp = the_soft;

  foo_reset(sp);
  _NOTE(NO_COMPETING_THREADS_NOW)
  sp->state = 2;
  _NOTE(COMPETING_THREADS_NOW)
  mutex_enter(&sp->lock);
  sp->state = 3;
  mutex_exit(&sp->lock);
  rw_enter(&sp->rw, RW_WRITER);
  sp->mode = 1;
  rw_exit(&sp->rw);
  sp->mode = 2; // expect: unguarded-access
  return (0);
}

// The debugger's console: everything else is stopped.
static void foo_putchar(void *arg, unsigned char c) { the_soft->mode = 3; }
static int foo_getchar(void *arg) { return the_soft->mode = 3; }
static int foo_ischar(void *arg) { return the_soft->mode = 3; }
static void foo_enter(void *arg) { the_soft->mode = 3; }
static void foo_exit(void *arg) { the_soft->mode = 3; }

struct cons_polledio {
  unsigned version;
  void *argument;
  void (*cons_polledio_putchar)(void *, unsigned char);
  int (*cons_polledio_getchar)(void *);
  int (*cons_polledio_ischar)(void *);
  void (*cons_polledio_enter)(void *), (*cons_polledio_exit)(void *);
} foo_polled = {1, 0, foo_putchar, foo_getchar, foo_ischar, foo_enter, foo_exit};

static struct cb_ops foo_cb_ops = {foo_open, 0, foo_read, foo_write, foo_ioctl, D_MP, CB_REV};

static int foo_attach(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  soft_t *sp = kmem_zalloc(sizeof(*sp), KM_SLEEP);

  rw_init(&sp->rw, NULL, RW_DRIVER, NULL);
  the_soft = sp;
  sp->state = 0;
  sp->fixed = 1;
  return (0);
}

static struct dev_ops foo_dev_ops = {.devo_attach = foo_attach, .devo_cb_ops = &foo_cb_ops};
