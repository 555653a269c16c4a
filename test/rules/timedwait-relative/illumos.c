// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>

extern int hz;

typedef struct soft {
  kmutex_t lock;
  kcondvar_t cv;
  int ready, slow;
  clock_t span, until, mixed;
} soft_t;

#define WAIT(sp, limit)                                                        \
  while (!(sp)->ready && cv_timedwait(&(sp)->cv, &(sp)->lock, limit) != -1)

void direct_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, drv_usectohz(5000000)); // expect: timedwait-relative
  mutex_exit(&sp->lock);
}

void number_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, 100); // expect: timedwait-relative
  mutex_exit(&sp->lock);
}

void seconds_bad(soft_t *sp, int seconds) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, seconds * hz); // expect: timedwait-relative
  mutex_exit(&sp->lock);
}

// Through a local, on either way.
void local_bad(soft_t *sp) {
  clock_t to = hz;

  if (sp->slow)
    to = 5 * hz;
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, to); // expect: timedwait-relative
  mutex_exit(&sp->lock);
}

void init(soft_t *sp) {
  sp->span = 2 * hz;
  sp->until = ddi_get_lbolt() + hz;
}

void field_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, sp->span); // expect: timedwait-relative
  mutex_exit(&sp->lock);
}

static clock_t limit(soft_t *sp) { return (sp->slow ? 10 * hz : hz); }
static clock_t end(soft_t *sp) { return (ddi_get_lbolt() + limit(sp)); }

void result_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, limit(sp)); // expect: timedwait-relative
  mutex_exit(&sp->lock);
}

static int wait_until(soft_t *sp, clock_t to) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, to);
  mutex_exit(&sp->lock);
  return (0);
}

int helper_bad(soft_t *sp) {
  return (wait_until(sp, drv_usectohz(1000))); // expect: timedwait-relative
}

int helper_ok(soft_t *sp) {
  return (wait_until(sp, ddi_get_lbolt() + drv_usectohz(1000)));
}

// The reverse.
void moment_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_reltimedwait(&sp->cv, &sp->lock, ddi_get_lbolt() + hz, 0); // expect: timedwait-relative
  mutex_exit(&sp->lock);
}

void good(soft_t *sp) {
  clock_t to = ddi_get_lbolt() + drv_usectohz(5000000);

  mutex_enter(&sp->lock);
  while (!sp->ready)
    if (cv_timedwait(&sp->cv, &sp->lock, to) == -1)
      break;
  while (sp->slow)
    cv_reltimedwait(&sp->cv, &sp->lock, 5 * hz, 0);
  mutex_exit(&sp->lock);
}

void added_ok(soft_t *sp) {
  clock_t to = drv_usectohz(5000000);

  to += ddi_get_lbolt();
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, to);
  while (sp->slow)
    cv_timedwait(&sp->cv, &sp->lock, end(sp));
  mutex_exit(&sp->lock);
}

// What is left until a moment is a span, and the end of a span a moment.
void rest_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, sp->until);
  while (sp->slow)
    cv_reltimedwait(&sp->cv, &sp->lock, sp->until - ddi_get_lbolt(), 0);
  mutex_exit(&sp->lock);
}

// One of two sorts: not known here.
void set_mixed(soft_t *sp, int absolute) {
  sp->mixed = absolute ? ddi_get_lbolt() + hz : hz;
}

void mixed_ok(soft_t *sp, clock_t given) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, sp->mixed);
  while (sp->slow)
    cv_timedwait(&sp->cv, &sp->lock, given);
  mutex_exit(&sp->lock);
}

// Now, and never.
void poll_ok(soft_t *sp, int forever) {
  clock_t to = forever ? 0x7fffffffffffffffL : ddi_get_lbolt() + hz;

  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_timedwait(&sp->cv, &sp->lock, to);
  cv_timedwait(&sp->cv, &sp->lock, 0);
  mutex_exit(&sp->lock);
}
