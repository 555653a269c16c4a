// RUN: %check-expect %s -- %kernel-dragonfly
// A routine of netgraph runs in a thread of the network, which no signal reaches. Seen in
// dragonfly: sys/dev/misc/musycc/musycc.c, musycc_newhook().
#include "dragonfly.h"

struct ng_type {
  const char *name;
  int (*newhook)(void *node, void *hook);
};

static int state;

static int chip_newhook(void *node, void *hook) {
  while (state != 2)
    tsleep(&state, PCATCH, "chip", 0);
  return 0;
}

static const struct ng_type chip_type = {"chip", chip_newhook};
const void *chip_hook(void) { return &chip_type; }

int chip_open(void *dev) {
  while (state != 2)
    tsleep(&state, PCATCH, "chip", 0); /* expect: wait-result-ignored */
  return 0;
}
