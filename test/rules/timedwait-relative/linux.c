// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"
extern volatile unsigned long jiffies;
unsigned long msecs_to_jiffies(unsigned int), wait_for_completion_timeout(struct completion *, unsigned long);
long wait_event_timeout(int *, int, long), schedule_timeout(long);

unsigned long completion_bad(struct completion *done) {
  return wait_for_completion_timeout(done, jiffies + msecs_to_jiffies(100)); // expect: timedwait-relative
}

unsigned long completion_ok(struct completion *done) {
  return wait_for_completion_timeout(done, msecs_to_jiffies(100));
}

long rest_ok(int *queue, unsigned long end) {
  return wait_event_timeout(queue, *queue, end - jiffies);
}

long event_bad(int *queue) {
  return wait_event_timeout(queue, *queue, jiffies + 10); // expect: timedwait-relative
}

long schedule_bad(void) {
  return schedule_timeout(jiffies + 10); // expect: timedwait-relative
}

long schedule_ok(void) {
  return schedule_timeout(10);
}
