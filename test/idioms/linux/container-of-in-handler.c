// RUN: %idiom %s
// A timer's handler finds its object from the address of a member.
// Seen in linux: drivers/usb/musb/musb_core.c, musb_otg_timer_func() and from_timer().
// Broken: the handler, which is in interrupt context, sleeps.
#include "linux.h"
#define container_of(ptr, type, member) \
  ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))

struct musb {
  struct timer_list otg_timer;
  spinlock_t lock;
  char *buffer;
};

static void otg_timer_func(struct timer_list *t) {
  struct musb *musb = container_of(t, struct musb, otg_timer);

  spin_lock(&musb->lock);
  musb->buffer = 0;
  spin_unlock(&musb->lock);
#ifdef BROKEN
  musb->buffer = kmalloc(64, GFP_KERNEL); /* expect: sleep-in-interrupt */
#else
  musb->buffer = kmalloc(64, GFP_ATOMIC);
#endif
}

void musb_probe(struct musb *musb) {
  spin_lock_init(&musb->lock);
  timer_setup(&musb->otg_timer, otg_timer_func, 0);
}
