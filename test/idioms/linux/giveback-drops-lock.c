// RUN: %idiom %s
// A completion is called with the controller's lock released, which the caller of the
// helper holds and expects back.
// Seen in linux: drivers/usb/gadget/udc/dummy_hcd.c, and drivers/usb/musb/musb_gadget.c,
// musb_g_giveback().
// Broken: a request that is not queued returns between release and acquire.
#include "linux.h"

struct request {
  void (*complete)(struct request *req);
  int status;
};
struct musb {
  spinlock_t lock;
  struct request *head;
};

static void giveback(struct musb *musb, struct request *req, int status) {
  if (req->status == -115)
    req->status = status;
  spin_unlock(&musb->lock);
#ifdef BROKEN
  if (!req->complete)
    return;
#endif
  req->complete(req);
  spin_lock(&musb->lock);
}

void nuke(struct musb *musb, int status) {
  unsigned long flags;
  struct request *req;

  spin_lock_irqsave(&musb->lock, flags);
  req = musb->head;
  if (req)
    giveback(musb, req, status);
  spin_unlock_irqrestore(&musb->lock, flags); /* expect: unlock-not-held */
}
