// RUN: %idiom %s
// The allocation flag is chosen by the question whether this is an interrupt.
// Seen in illumos: usr/src/uts/common/io/usb/hcd/uhci/uhciutil.c,
// uhci_create_isoc_transfer_wrapper().
// Broken: the question is not asked.
#include "illumos.h"

struct uhci {
  kmutex_t uhci_int_mutex;
  ddi_intr_handle_t htable;
};
int servicing_interrupt(void);

static void *create_wrapper(struct uhci *uhcip, size_t len) {
  int kmem_flag;

#ifdef BROKEN
  kmem_flag = KM_SLEEP;
#else
  if (servicing_interrupt())
    kmem_flag = KM_NOSLEEP;
  else
    kmem_flag = KM_SLEEP;
#endif
  return (kmem_zalloc(len, kmem_flag)); /* expect: sleep-in-interrupt */
}

static uint_t uhci_intr(caddr_t arg1, caddr_t arg2) {
  struct uhci *uhcip = (struct uhci *)arg1;

  (void)create_wrapper(uhcip, 64);
  return (DDI_INTR_CLAIMED);
}

int uhci_add_intrs(struct uhci *uhcip) {
  return (ddi_intr_add_handler(uhcip->htable, uhci_intr, (void *)uhcip, NULL));
}
