// RUN: %idiom %s
// A configuration task is entered with the driver's mutex, through a pointer in the
// softc to a mutex elsewhere, drops it to do what may fail, and takes it again.
// Seen in freebsd10: sys/dev/usb/net/usb_ethernet.c, ue_attach_post_task().
// Broken: the failure returns without it.
#include "freebsd.h"

struct usb_ether {
  struct mtx *ue_mtx;
  void *ue_ifp;
};
#define UE_LOCK(ue) mtx_lock((ue)->ue_mtx)
#define UE_UNLOCK(ue) mtx_unlock((ue)->ue_mtx)

static void ue_attach_post_task(struct usb_ether *ue) {
  UE_UNLOCK(ue);
  ue->ue_ifp = malloc(64, M_DEVBUF, M_NOWAIT);
  if (ue->ue_ifp == NULL)
    goto fail;
  UE_LOCK(ue);
  return;
fail:
#ifdef BROKEN
  return; /* expect: lock-leak */
#else
  UE_LOCK(ue);
#endif
}

void uether_ifattach(struct usb_ether *ue) {
  UE_LOCK(ue);
  ue_attach_post_task(ue);
  UE_UNLOCK(ue);
}
