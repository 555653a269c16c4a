// RUN: %idiom %s
// Whoever initialises a controller first makes the pool that all share: that was not the
// timeout that resets it.
// Seen in openbsd: sys/dev/ic/ncr53c9x.c, ncr53c9x_init() and ncr53c9x_timeout().
// Broken: each one waits.
#include "openbsd.h"

struct softc_esp {
  struct timeout to;
  int reset;
};
static struct rwlock pools_lock;
static int pool_made, pools;

static void pool_make(void) {
  rw_enter_write(&pools_lock);
  pools++;
  rw_exit_write(&pools_lock);
}

static void esp_init(struct softc_esp *sc, int reset) {
#ifdef BROKEN
  tsleep(sc, 0, "init", 1); /* expect: sleep-in-interrupt */
#endif
  if (!pool_made) {
    pool_make();
    pool_made = 1;
  }
  sc->reset = reset;
}

static void esp_timeout(void *arg) {
  esp_init(arg, 1);
}

void esp_attach(struct softc_esp *sc) {
  esp_init(sc, 0);
  timeout_set(&sc->to, esp_timeout, sc);
}
