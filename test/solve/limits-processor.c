// RUN: %locktidy graph --all --solved %s -- %kernel-linux | FileCheck %s
// More states than are kept: whether interrupts are on at the end is no lock.
#include "linux.h"

struct dev {
  spinlock_t lock;
  int a, b, c, d, e;
};

#define FLAGS                                                                  \
  int a = 0, b = 0, c = 0, d = 0, e = 0;                                       \
  if (dev->a)                                                                  \
    a = 1;                                                                     \
  if (dev->b)                                                                  \
    b = 1;                                                                     \
  if (dev->c)                                                                  \
    c = 1;                                                                     \
  if (dev->d)                                                                  \
    d = 1;                                                                     \
  if (dev->e)                                                                  \
  e = 1

// CHECK: solved turns_on(dev) in limits-processor.c:
// CHECK: exit returns 1; entry interrupts held tested released
int turns_on(struct dev *dev) {
  FLAGS;
  if (a + b + c + d + e == 3) {
    spin_lock_irq(&dev->lock);
    spin_unlock_irq(&dev->lock);
    return 1;
  }
  return 0;
}

// CHECK: solved keeps(dev) in limits-processor.c, capped:
int keeps(struct dev *dev) {
  FLAGS;
  if (a + b + c + d + e == 3) {
    spin_lock_irq(&dev->lock);
    return 1;
  }
  return 0;
}
