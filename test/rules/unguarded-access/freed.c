// Who frees the object on each way on has it alone. Seen in linux: sound/core/seq/seq_timer.c,
// snd_seq_timer_delete().
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"
struct timer { spinlock_t lock; int running; };
static void one(struct timer *t) { spin_lock(&t->lock); t->running++; spin_unlock(&t->lock); }
static void two(struct timer *t) { spin_lock(&t->lock); t->running--; spin_unlock(&t->lock); }
static void three(struct timer *t) { spin_lock(&t->lock); if (t->running) t->running = 2; spin_unlock(&t->lock); }
static void six(struct timer *t) { spin_lock(&t->lock); t->running |= 6; spin_unlock(&t->lock); }
static void seven(struct timer *t) { spin_lock(&t->lock); t->running |= 7; spin_unlock(&t->lock); }
static void eight(struct timer *t) { spin_lock(&t->lock); t->running |= 8; spin_unlock(&t->lock); }
int four(struct timer *t, int n) {
  one(t); two(t); three(t); six(t); seven(t); eight(t);
  spin_lock(&t->lock); t->running = n; spin_unlock(&t->lock);
  return 0;
}

void ends(struct timer *t) {
  spin_lock(&t->lock);
  spin_unlock(&t->lock);
  t->running = 0;
  kfree(t);
}

void ends_one_day(struct timer *t, int last) {
  spin_lock(&t->lock);
  spin_unlock(&t->lock);
  t->running = 0; // expect: unguarded-access
  if (last)
    kfree(t);
}
