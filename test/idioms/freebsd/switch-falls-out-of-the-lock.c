// RUN: %idiom %s
// Every case takes and releases the mutex for itself, and one falls through to the
// default, which takes it again in a function.
// Seen in freebsd10: sys/dev/kbdmux/kbdmux.c, kbdmux_ioctl().
// Broken: that case falls through with the mutex.
#include "freebsd.h"
#define ENXIO 6

struct kbdmux_state {
  struct mtx ks_lock;
  int ks_mode, ks_accents;
};

static int common_ioctl(struct kbdmux_state *state, int arg) {
  mtx_lock(&state->ks_lock);
  state->ks_mode |= arg;
  mtx_unlock(&state->ks_lock);
  return (0);
}

int kbdmux_ioctl(struct kbdmux_state *state, u_long cmd, int *arg) {
  int error = 0;

  switch (cmd) {
  case 1:
    mtx_lock(&state->ks_lock);
    *arg = state->ks_mode;
    mtx_unlock(&state->ks_lock);
    break;
  case 2:
    mtx_lock(&state->ks_lock);
    if (*arg < 0) {
      mtx_unlock(&state->ks_lock);
      return (ENXIO);
    }
    state->ks_mode = *arg;
    mtx_unlock(&state->ks_lock);
    break;
  case 3:
    mtx_lock(&state->ks_lock);
    state->ks_accents = 0;
#ifndef BROKEN
    mtx_unlock(&state->ks_lock);
#endif
    /* FALLTHROUGH */
  default:
    error = common_ioctl(state, *arg); /* expect: recursive-lock */
    break;
  }
  return (error);
}
