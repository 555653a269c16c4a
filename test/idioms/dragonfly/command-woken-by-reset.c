// RUN: %idiom %s
// XFAIL: *
// Not yet: a wakeup by a function that changes nothing of what is tested makes advice.
// A command is waited for once, by its owner: it is done before the only wakeup of it.
// Seen in dragonfly: sys/dev/raid/mfi/mfi.c, mfi_wait_command() and mfi_complete().
// Broken: a reset of the controller wakes the owners of commands that are not done.
#include "dragonfly.h"

#define DONE 8
struct command {
  struct command *next;
  int flags, error;
  void (*complete)(struct command *);
};
struct raid {
  struct lock lock;
  struct command *queue;
};
void start(struct raid *sc, struct command *cm);

void raid_complete(struct command *cm) {
  cm->flags &= ~1;
  cm->flags |= DONE;
  if (cm->complete != NULL)
    cm->complete(cm);
  else
    wakeup(cm);
}

struct command *raid_get(struct raid *sc) {
  struct command *cm = sc->queue;

  cm->flags = 0;
  return cm;
}

#ifdef BROKEN
void raid_reset(struct raid *sc) {
  struct command *cm;

  for (cm = sc->queue; cm != NULL; cm = cm->next) {
    cm->error = 5;
    wakeup(cm);
  }
}
#endif

int raid_wait(struct raid *sc, struct command *cm) {
  lockmgr(&sc->lock, LK_EXCLUSIVE);
  start(sc, cm);
  if ((cm->flags & DONE) == 0)
    lksleep(cm, &sc->lock, 0, "raid", 0); /* expect: wait-not-in-loop */
  lockmgr(&sc->lock, LK_RELEASE);
  return cm->error;
}
