// RUN: %idiom %s
// A call that waits for callbacks is made with the mutex dropped, as the callbacks take
// it; it is taken again for the state change.
// Seen in illumos: usr/src/uts/common/io/usb/clients/hid/hid.c, hid_close_intr_pipe().
// Broken: a second mutex of the driver, a spin mutex, is held across it.
#include "illumos.h"

struct hid {
  kmutex_t hid_mutex, hid_hw;
  dev_info_t *hid_dip;
  ddi_iblock_cookie_t ib;
  void *hid_pipe;
  int hid_flags;
};

void hid_attach(struct hid *hidp) { mutex_init(&hidp->hid_hw, NULL, MUTEX_SPIN, hidp->ib); }

void hid_close(struct hid *hidp) {
  mutex_enter(&hidp->hid_mutex);
  hidp->hid_flags = 2;
  mutex_exit(&hidp->hid_mutex);
#ifdef BROKEN
  mutex_enter(&hidp->hid_hw);
#endif
  (void)usb_pipe_close(hidp->hid_dip, hidp->hid_pipe, /* expect: sleep-under-lock */
                       USB_FLAGS_SLEEP, NULL, NULL);
#ifdef BROKEN
  mutex_exit(&hidp->hid_hw);
#endif
  mutex_enter(&hidp->hid_mutex);
  hidp->hid_pipe = NULL;
  mutex_exit(&hidp->hid_mutex);
}
