// RUN: %check-expect %s -- %kernel-linux
//
// A helper asserts a lock that the function around it takes later on: that is told
// once, there, and not of the callers as well. What a function asserts itself is what
// its author thinks of its callers.
#include "linux.h"

struct ring { spinlock_t lock; int queued; };
struct hba {
  spinlock_t lock;
  struct ring ring;
  int freed;
};

static int take(struct hba *hba) {
  lockdep_assert_held(&hba->lock);
  return hba->ring.queued--;
}

static void release(struct hba *hba) {
  spin_lock(&hba->lock);
  hba->freed++;
  spin_unlock(&hba->lock);
}

static void drain(struct hba *hba) {
  int left;

  spin_lock(&hba->ring.lock);
  left = take(hba);
  spin_unlock(&hba->ring.lock);
  if (left)
    release(hba); /* expect: recursive-lock */
}

void complete(struct hba *hba) {
  release(hba);
  drain(hba);
}

static void drain_slowly(struct hba *hba) {
  int left;

  lockdep_assert_held(&hba->lock);
  left = take(hba);
  if (left)
    release(hba); /* expect: recursive-lock */
}

void complete_slowly(struct hba *hba) {
  release(hba);
  drain_slowly(hba); /* expect: unlock-not-held */
}
