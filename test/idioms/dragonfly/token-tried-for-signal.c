// RUN: %idiom %s
// A token is tried; without it the work is left to the one who has it.
// Seen in dragonfly: sys/kern/vfs_sync.c, vn_syncer_one().
// Broken: nothing to do, and the token stays.
#include "dragonfly.h"

struct syncer_ctx {
  struct lwkt_token sc_token;
  int work;
};

void vn_syncer_one(struct syncer_ctx *ctx) {
  if (lwkt_trytoken(&ctx->sc_token) == 0)
    return;
#ifdef BROKEN
  if (ctx->work == 0)
    return; /* expect: lock-leak */
#endif
  while (ctx->work > 0)
    ctx->work--;
  lwkt_reltoken(&ctx->sc_token);
}
