// RUN: %idiom %s
// A list of clients calls each when it goes, always with the list's lock held, which
// recurses: what the client locks there is locked below it, and it may come back.
// Seen in dragonfly: sys/net/if_clone.c and sys/net/ipfw3_basic/ip_fw3_log.c.
// Broken: elsewhere, too, the client takes the list's lock below its own.
#include "dragonfly.h"

struct clone_ops {
  void (*destroy)(void *);
};
struct clone {
  struct clone_ops *ops;
  void *arg;
};
struct log_softc {
  struct lock lk;
  int used;
};
struct plain_softc {
  struct lock lk;
  int used;
};
static struct mtx list_mtx;
static int nclones;

static void list_forget(void) {
  mtx_lock(&list_mtx);
  nclones--;
  mtx_unlock(&list_mtx);
}

void clone_destroy(struct clone *c) {
  mtx_lock(&list_mtx);
  c->ops->destroy(c->arg); /* expect: lock-order */
  mtx_unlock(&list_mtx);
}

static void log_destroy(void *arg) {
  struct log_softc *sc = arg;

  lockmgr(&sc->lk, LK_EXCLUSIVE);
  sc->used--;
  list_forget();
  lockmgr(&sc->lk, LK_RELEASE);
}
static struct clone_ops log_ops = {log_destroy};

static void plain_destroy(void *arg) {
  struct plain_softc *sc = arg;

  lockmgr(&sc->lk, LK_EXCLUSIVE);
  sc->used--;
  lockmgr(&sc->lk, LK_RELEASE);
}
static struct clone_ops plain_ops = {plain_destroy};

void log_detach(struct log_softc *sc) {
  lockmgr(&sc->lk, LK_EXCLUSIVE);
  sc->used = 0;
#ifndef BROKEN
  lockmgr(&sc->lk, LK_RELEASE);
#endif
  list_forget();
#ifdef BROKEN
  lockmgr(&sc->lk, LK_RELEASE);
#endif
}
