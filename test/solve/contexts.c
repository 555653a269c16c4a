// RUN: %locktidy graph --all --solved %s -- %illumos \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// Handlers with the context in which the kernel calls them; what the program
// asks about an interrupt's level counts.
#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi_intr.h>
#include <sys/sunddi.h>

typedef struct {
  kmutex_t lock;
  dev_info_t *dip;
  ddi_intr_handle_t h;
} soft_t;

static uint_t any_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }
static uint_t high_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }
static uint_t low_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }
static uint_t old_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }
static uint_t soft_intr(caddr_t a, caddr_t b) { return (DDI_INTR_CLAIMED); }

// CHECK-LABEL: solved not_asked(sp) in contexts.c:
// CHECK-NEXT:   observe register ddi_intr_add_handler a soft_t::h (interrupt); handler any_intr @
void not_asked(soft_t *sp) {
  (void) ddi_intr_add_handler(sp->h, any_intr, sp, NULL);
}

// CHECK-LABEL: solved by_priority(sp) in contexts.c:
// CHECK-NEXT:   observe context-bound ddi_intr_get_hilevel_pri @
// CHECK-NEXT:   observe register ddi_intr_add_handler a soft_t::h (high-level-interrupt); handler high_intr @
// CHECK:   observe register ddi_intr_add_handler a soft_t::h (interrupt); handler low_intr @
int by_priority(soft_t *sp) {
  uint_t pri;

  if (ddi_intr_get_pri(sp->h, &pri) != DDI_SUCCESS)
    return (DDI_FAILURE);
  if (pri >= ddi_intr_get_hilevel_pri())
    return (ddi_intr_add_handler(sp->h, high_intr, sp, NULL));
  return (ddi_intr_add_handler(sp->h, low_intr, sp, NULL));
}

// CHECK-LABEL: solved by_level(sp) in contexts.c:
// CHECK-NEXT:   observe ask-context ddi_intr_hilevel @
// CHECK-NEXT:   observe register ddi_intr_add_handler a soft_t::h (high-level-interrupt); handler old_intr @
void by_level(soft_t *sp) {
  if (ddi_intr_hilevel(sp->dip, 0))
    (void) ddi_intr_add_handler(sp->h, old_intr, sp, NULL);
}

// CHECK-LABEL: solved add(sp, handler) in contexts.c:
// CHECK:   event register ddi_intr_add_softint; handler handler @
static int add(soft_t *sp, ddi_intr_handler_t *handler) {
  ddi_softint_handle_t h;

  return (ddi_intr_add_softint(sp->dip, &h, DDI_INTR_SOFTPRI_MIN, handler, sp));
}

// CHECK-LABEL: solved by_helper(sp) in contexts.c:
// CHECK-NEXT:   observe register ddi_intr_add_softint (soft-interrupt); handler soft_intr; via add @
void by_helper(soft_t *sp) {
  (void) add(sp, soft_intr);
}

// CHECK-LABEL: solved inits(sp, pri) in contexts.c:
// CHECK-NEXT:   observe init mutex_init sp->lock (kmutex) @
void inits(soft_t *sp, uint_t pri) {
  mutex_init(&sp->lock, NULL, MUTEX_DRIVER, DDI_INTR_PRI(pri));
}

// CHECK: {{^}}handler any_intr as interrupt, registered in not_asked{{$}}
// CHECK-NEXT: {{^}}handler high_intr as high-level-interrupt, registered in by_priority{{$}}
// CHECK-NEXT: {{^}}handler low_intr as interrupt, registered in by_priority{{$}}
// CHECK-NEXT: {{^}}handler old_intr as high-level-interrupt, registered in by_level{{$}}
// CHECK-NEXT: {{^}}handler soft_intr as soft-interrupt, registered in by_helper{{$}}
// CHECK-NEXT: {{^}}class soft_t::lock: kmutex, cookie{{$}}
// CHECK-NOT: {{.}}
