// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"
#define ERESTARTSYS 512
#define EIO 5
#define ETIMEDOUT 110
unsigned long wait_for_completion_timeout(struct completion *, unsigned long);
int wait_for_completion_interruptible(struct completion *);
long wait_event_interruptible_timeout(int *, int, long);

// It is 0 when the time is up.
int negative_bad(struct completion *done) {
  int ret = wait_for_completion_timeout(done, 100);

  if (ret < 0) // expect: wait-result-ignored
    return -EIO;
  return 0;
}

int errno_bad(struct completion *done) {
  int ret = wait_for_completion_timeout(done, 100);

  if (ret == -ETIMEDOUT) // expect: wait-result-ignored
    return -EIO;
  return 0;
}

int again_bad(struct completion *done, int *left) {
  while (*left > 0)
    wait_for_completion_interruptible(done); // expect: wait-result-ignored
  return 0;
}

int good(struct completion *done, int *queue) {
  long left;

  if (!wait_for_completion_timeout(done, 100))
    return -ETIMEDOUT;
  left = wait_event_interruptible_timeout(queue, *queue, 100);
  if (left < 0)
    return left;
  if (left == 0)
    return -ETIMEDOUT;
  return wait_for_completion_interruptible(done);
}
