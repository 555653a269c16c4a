// RUN: %idiom %s
// A log function allocates its buffer at the first message ever, with a flag that may
// sleep; nearly all callers come later, and hold whatever they hold.
// Seen in illumos: usr/src/uts/common/io/usb/usba/usbai.c, usb_vprintf().
// Broken: each message allocates.
#include "netbsd.h"

static char *log_buf;
static int log_on = 1;

struct foo {
  kmutex_t mtx;
  int state;
};

void foo_attach(struct foo *f) { mutex_init(&f->mtx, MUTEX_DEFAULT, IPL_NONE); }

static void log_line(const char *line) {
#ifdef BROKEN
  log_buf = kmem_alloc(80, KM_SLEEP);
#else
  if (log_on && log_buf == NULL)
    log_buf = kmem_alloc(80, KM_SLEEP);
#endif
  if (log_buf != NULL)
    *log_buf = *line;
}

void foo_change(struct foo *f, int state) {
  mutex_enter(&f->mtx);
  f->state = state;
  log_line("changed"); /* expect: sleeping-alloc-under-lock */
  mutex_exit(&f->mtx);
}
