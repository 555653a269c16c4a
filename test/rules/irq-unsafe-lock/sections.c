// Interrupts that come on inside of a section with them off, or stay off after it.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-linux
#include "linux.h"

void local_irq_disable(void), local_irq_enable(void), local_bh_disable(void),
    local_bh_enable(void);

struct dev {
  spinlock_t a, b;
  int n;
};

void in_one_function(struct dev *d) {
  unsigned long flags;
  spin_lock_irqsave(&d->a, flags);
  spin_lock_irq(&d->b);
  d->n++;
  spin_unlock_irq(&d->b); // expect: irq-unsafe-lock
  spin_unlock_irqrestore(&d->a, flags);
}

void saved(struct dev *d) {
  unsigned long flags, more;
  spin_lock_irqsave(&d->a, flags);
  spin_lock_irqsave(&d->b, more);
  d->n++;
  spin_unlock_irqrestore(&d->b, more);
  spin_unlock_irqrestore(&d->a, flags);
}

void plain_inside(struct dev *d) {
  unsigned long flags;
  spin_lock_irqsave(&d->a, flags);
  spin_lock(&d->b);
  d->n++;
  spin_unlock(&d->b);
  spin_unlock_irqrestore(&d->a, flags);
}

// What saved them may be told to turn them on: the caller had them on.
void on_for_a_while(struct dev *d) {
  unsigned long flags;
  spin_lock_irqsave(&d->a, flags);
  spin_unlock_irq(&d->a);
  spin_lock_irq(&d->a);
  d->n++;
  spin_unlock_irqrestore(&d->a, flags);
}

void on_by_hand(struct dev *d) {
  unsigned long flags;
  spin_lock_irqsave(&d->a, flags);
  local_irq_enable(); // expect: irq-unsafe-lock
  d->n++;
  spin_unlock_irqrestore(&d->a, flags);
}

static void count(struct dev *d) {
  spin_lock_irq(&d->b);
  d->n++;
  spin_unlock_irq(&d->b);
}

void in_a_callee(struct dev *d) {
  unsigned long flags;
  spin_lock_irqsave(&d->a, flags);
  count(d); // expect: irq-unsafe-lock
  spin_unlock_irqrestore(&d->a, flags);
}

void not_inside(struct dev *d) {
  unsigned long flags;
  count(d);
  spin_lock_irqsave(&d->a, flags);
  spin_unlock_irqrestore(&d->a, flags);
  count(d);
  spin_lock(&d->a); // with them on, as before
  count(d);
  spin_unlock(&d->a);
}

void bottom_halves(struct dev *d) {
  unsigned long flags;
  spin_lock_bh(&d->a);
  spin_lock_bh(&d->b); // counted
  spin_unlock_bh(&d->b);
  spin_unlock_bh(&d->a);
  spin_lock_irqsave(&d->a, flags);
  spin_lock_bh(&d->b);
  spin_unlock_bh(&d->b); // expect: irq-unsafe-lock
  spin_unlock_irqrestore(&d->a, flags);
}

void bottom_halves_first(struct dev *d) {
  unsigned long flags;
  local_bh_disable();
  spin_lock_irqsave(&d->a, flags);
  spin_unlock_irqrestore(&d->a, flags);
  local_bh_enable();
}

void one_variable(struct dev *d) {
  unsigned long flags;
  spin_lock_irqsave(&d->a, flags);
  spin_lock_irqsave(&d->b, flags); // expect: irq-unsafe-lock
  d->n++;
  spin_unlock_irqrestore(&d->b, flags);
  spin_unlock_irqrestore(&d->a, flags);
}

void one_after_the_other(struct dev *d) {
  unsigned long flags;
  spin_lock_irqsave(&d->a, flags);
  spin_unlock_irqrestore(&d->a, flags);
  spin_lock_irqsave(&d->b, flags);
  spin_unlock_irqrestore(&d->b, flags);
}

static irqreturn_t irq(int irq, void *arg) {
  struct dev *d = arg;
  spin_lock_irq(&d->a); // expect: irq-unsafe-lock
  d->n++;
  spin_unlock_irq(&d->a);
  return IRQ_HANDLED;
}

static irqreturn_t thread(int irq, void *arg) {
  struct dev *d = arg;
  spin_lock_irq(&d->a);
  d->n++;
  spin_unlock_irq(&d->a);
  return IRQ_HANDLED;
}

void attach(struct dev *d) {
  request_threaded_irq(1, irq, thread, 0, "x", d);
}
