// RUN: %idiom %s
// The lock is taken unless the thread has it, and a flag says at the end which it was.
// Seen in dragonfly: sys/dev/misc/gpio/gpio.c, gpio_consumer_attach().
// Broken: the flag is set before the question.
#include "dragonfly.h"

static struct lock gpio_lock;
static int consumers;

int gpio_consumer_attach(int pin) {
  int locked = 0, error = -1;

#ifdef BROKEN
  locked = 1;
#endif
  if (lockstatus(&gpio_lock, curthread) != LK_EXCLUSIVE) {
    lockmgr(&gpio_lock, LK_EXCLUSIVE);
    locked = 1;
  }
  if (pin < consumers) {
    error = 0;
    goto end;
  }
  consumers++;
end:
  if (locked)
    lockmgr(&gpio_lock, LK_RELEASE);
  return (error);
}

int gpio_attach_all(int pins) {
  int error;

  lockmgr(&gpio_lock, LK_EXCLUSIVE);
  error = gpio_consumer_attach(pins);
  lockmgr(&gpio_lock, LK_RELEASE); /* expect: unlock-not-held */
  return (error);
}
