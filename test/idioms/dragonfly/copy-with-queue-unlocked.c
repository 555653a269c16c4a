// RUN: %idiom %s
// The queue is unlocked for each copy to the user and locked again for the next test.
// Seen in dragonfly: sys/dev/misc/evdev/cdev.c, evdev_read().
// Broken: the copy is made under a spinlock.
#include "dragonfly.h"
int uiomove(void *cp, size_t n, void *uio);

struct evdev_client {
  struct spinlock ec_spin;
  int head, tail, buffer[16];
};

int evdev_read(struct evdev_client *client, void *uio, int remaining) {
  int ret = 0, event;

  spin_lock(&client->ec_spin);
  while (ret == 0 && client->head != client->tail && remaining > 0) {
    event = client->buffer[client->head & 15];
    client->head++;
    remaining--;
#ifndef BROKEN
    spin_unlock(&client->ec_spin);
#endif
    ret = uiomove(&event, sizeof(event), uio); /* expect: sleep-under-lock */
#ifndef BROKEN
    spin_lock(&client->ec_spin);
#endif
  }
  spin_unlock(&client->ec_spin);
  return (ret);
}
