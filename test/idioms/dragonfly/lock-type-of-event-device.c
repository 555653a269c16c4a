// RUN: %idiom %s
// A device has a lock of its own, or its driver's, which must be held. In a loop.
// Seen in dragonfly: sys/dev/misc/evdev/evdev.c, evdev_push_event();
// sys/dev/misc/kbdmux/kbdmux.c, kbdmux_read_char().
// Broken: what needs the driver's lock is called without, after it was released.
#include "dragonfly.h"

struct evdev {
  struct lock *lk;
  int driver;
  int last;
};
struct keyboard {
  struct evdev *evdev;
  int next;
};
int keyboard_read(struct keyboard *kbd);

static void event_push(struct evdev *evdev, int code) {
  if (!evdev->driver)
    lockmgr(evdev->lk, LK_EXCLUSIVE);
  else
    KKASSERT(lockowned(evdev->lk));
  evdev->last = code;
  if (!evdev->driver)
    lockmgr(evdev->lk, LK_RELEASE);
}

void keyboard_poll(struct keyboard *kbd) {
  int c;

  for (;;) {
    c = keyboard_read(kbd);
    if (c == 0)
      break;
    if (kbd->evdev != NULL)
      event_push(kbd->evdev, c);
  }
}

#ifdef BROKEN
void keyboard_repeat(struct keyboard *kbd) {
  if (!kbd->evdev->driver)
    return;
  lockmgr(kbd->evdev->lk, LK_EXCLUSIVE);
  kbd->next = 1;
  lockmgr(kbd->evdev->lk, LK_RELEASE);
  event_push(kbd->evdev, 1); /* expect: unlock-not-held */
}
#endif
