// RUN: %check-expect %s -- %kernel-linux
//
// What a note for sparse says of a function holds inside and is asked of who calls it;
// one that names nothing of the function says nothing.
#include "linux.h"

#define __must_hold(x)

struct udc { spinlock_t lock; int left; };

static void give_back(struct udc *udc) __must_hold(&udc->lock) {
  spin_unlock(&udc->lock);
  udc->left--;
  spin_lock(&udc->lock);
}

static void count(struct udc *udc) __must_hold(local) {
  udc->left++;
}

void udc_dequeue(struct udc *udc) {
  spin_lock(&udc->lock);
  give_back(udc);
  spin_unlock(&udc->lock);
  count(udc);
}

void udc_disable(struct udc *udc) {
  spin_lock(&udc->lock);
  udc->left = 0;
  spin_unlock(&udc->lock);
  give_back(udc); /* expect: unlock-not-held */
}
