// RUN: %idiom %s
// A function that takes a lock with interrupts off and ends with them on, whatever they
// were: that asks nothing of its callers.
// Seen in linux: sound/usb/midi.c, snd_usbmidi_do_output().
// Broken: it asks for them to be off.
#include "linux.h"

struct out {
  spinlock_t lock;
  int active, pending;
};

static void do_output(struct out *o) {
#ifdef BROKEN
  lockdep_assert_held(&o->lock);
#else
  spin_lock_irq(&o->lock);
#endif
  o->active = o->pending;
  o->pending = 0;
#ifndef BROKEN
  spin_unlock_irq(&o->lock);
#endif
}

void out_start(struct out *o) {
  do_output(o);
}

void out_work(struct out *o) {
  spin_lock_irq(&o->lock);
  o->active = 0;
  spin_unlock_irq(&o->lock);
  do_output(o); /* expect: unlock-not-held */
}
