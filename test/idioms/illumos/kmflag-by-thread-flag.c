// RUN: %idiom %s
// The allocation flag is chosen by a flag of the thread that says it is an interrupt's.
// Seen in illumos: usr/src/uts/common/io/comstar/port/fct/fct.c, fct_alloc().
// Broken: the thread is not asked.
#include "illumos.h"

struct thread {
  int t_state, t_flag;
};
struct thread *threadp(void);
#define curthread (threadp())
#define T_INTR_THREAD 1

struct port {
  ddi_intr_handle_t htable;
};

static void *fct_alloc(size_t len, int nosleep) {
  int kmem_flag;

#ifdef BROKEN
  if (nosleep) {
#else
  if ((curthread->t_flag & T_INTR_THREAD) || nosleep) {
#endif
    kmem_flag = KM_NOSLEEP;
  } else {
    kmem_flag = KM_SLEEP;
  }
  return (kmem_zalloc(len, kmem_flag)); /* expect: sleep-in-interrupt */
}

static uint_t port_isr(caddr_t arg1, caddr_t arg2) {
  (void)fct_alloc(64, 0);
  return (DDI_INTR_CLAIMED);
}

int port_attach(struct port *p) {
  return (ddi_intr_add_handler(p->htable, port_isr, (void *)p, NULL));
}
