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
  // CHECK-DAG: declared.c:[[#@LINE-1]]:{{.*}}'sp->state' is written without mutex 'struct soft::lock', which is declared to guard it; 1 of 3 accesses holds it
  // CHECK-DAG: declared.c:[[#@LINE-22]]:{{.*}} declared here
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

// Who writes has the lock as a writer. What is read only is written by attach.
typedef struct conf {
  krwlock_t rw;
  int value, unit, *spare;
} conf_t;

_NOTE(RWLOCK_PROTECTS_DATA(conf::rw, conf::value))
_NOTE(READ_ONLY_DATA(conf::unit conf::spare))

// A message has no lock: it goes from one thread to the next.
typedef struct msg {
  int id;
} msg_t;
_NOTE(READ_ONLY_DATA(msg))

static conf_t *the_conf;

static void set_value(conf_t *c, int value) {
  c->value = value; // expect: unguarded-access
}

static void set_unit(conf_t *c) {
  // CHECK-DAG: declared.c:[[#@LINE+1]]:{{.*}} advice: 'c->unit' is written where other threads may read it, and is declared to be read only
  c->unit = 3; // expect: unguarded-access
}

static void number(conf_t *c) { c->unit = 1; }

static void fill(conf_t *c, msg_t *m) {
  m->id = 1;
  _NOTE(NOW_INVISIBLE_TO_OTHER_THREADS(c->spare))
  c->spare = &m->id;
  _NOTE(NOW_VISIBLE_TO_OTHER_THREADS(c->spare))
}

static int bar_open(dev_t *dev, int flag, int otyp, cred_t *cr) {
  conf_t *c = the_conf;

  rw_enter(&c->rw, RW_READER);
  // CHECK-DAG: declared.c:[[#@LINE+1]]:{{.*}} warning: 'c->value' is written with reader/writer lock 'struct conf::rw' held as a reader only, which is declared to guard it
  c->value++; // expect: unguarded-access
  rw_exit(&c->rw);
  rw_enter(&c->rw, RW_READER);
  set_value(c, c->unit);
  rw_exit(&c->rw);
  set_unit(c);
  fill(c, (msg_t *)cr);
  return (0);
}

// As a writer, from the beginning or since an upgrade.
static int bar_read(dev_t dev, struct uio *uio, cred_t *cr) {
  conf_t *c = the_conf;

  rw_enter(&c->rw, RW_WRITER);
  c->value = 1;
  c->value = 2;
  rw_exit(&c->rw);
  rw_enter(&c->rw, RW_READER);
  if (c->value == 0) {
    if (!rw_tryupgrade(&c->rw)) {
      rw_exit(&c->rw);
      rw_enter(&c->rw, RW_WRITER);
    }
    c->value = 3;
  }
  rw_exit(&c->rw);
  return (0);
}

// Which of the two the caller says: one of them writes.
static int bar_write(dev_t dev, struct uio *uio, cred_t *cr) {
  conf_t *c = the_conf;

  rw_enter(&c->rw, uio != NULL ? RW_WRITER : RW_READER);
  if (uio != NULL)
    c->value = 4;
  rw_exit(&c->rw);
  return (0);
}

static struct cb_ops bar_cb_ops = {bar_open, 0, bar_read, bar_write, 0, D_MP, CB_REV};

static int bar_attach(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  conf_t *c = kmem_zalloc(sizeof(*c), KM_SLEEP);

  rw_init(&c->rw, NULL, RW_DRIVER, NULL);
  c->unit = 0;
  number(c);
  the_conf = c;
  return (0);
}

static struct dev_ops bar_dev_ops = {.devo_attach = bar_attach, .devo_cb_ops = &bar_cb_ops};
