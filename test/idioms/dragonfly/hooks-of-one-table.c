// RUN: %idiom %s
// A driver's hook begins a critical section for each unit, another hook of the
// same table ends it; the caller asks the same before both.
// Seen in dragonfly: sys/dev/drm/drm_plane_helper.c,
// drm_plane_helper_commit().
// Broken: a way out between them.
#include "dragonfly.h"

struct unit;

struct unit_hooks {
  void (*begin)(struct unit *);
  void (*flush)(struct unit *);
};

struct unit {
  const struct unit_hooks *hooks;
  int line;
  int broken;
};

static void fast_begin(struct unit *u) {
  crit_enter();
  u->line = 0;
}

static void fast_flush(struct unit *u) {
  u->line = 1;
  crit_exit();
}

static const struct unit_hooks fast_hooks = {fast_begin, fast_flush};

void unit_init(struct unit *u) { u->hooks = &fast_hooks; }

int commit(struct unit *one, struct unit *other) {
  struct unit *units[2];
  int i;
#ifdef BROKEN
  one->hooks->begin(one);
  if (one->broken)
    return (5); /* expect: lock-leak */
  one->hooks->flush(one);
#endif
  units[0] = one;
  units[1] = other;
  for (i = 0; i < 2; i++)
    if (units[i] && units[i]->hooks->begin)
      units[i]->hooks->begin(units[i]);
  for (i = 0; i < 2; i++)
    if (units[i] && units[i]->hooks->flush)
      units[i]->hooks->flush(units[i]);
  return (0);
}
