// RUN: %idiom %s
// A command is waited for with a semaphore, which the completion posts.
// Seen in freebsd10: sys/dev/ips/ips_commands.c, ips_send_flush_cache_cmd().
// Broken: the queue's mutex is held in the wait.
#include "freebsd.h"

struct ips_softc {
  struct mtx queue_mtx;
  struct sema cmd_sema;
  int issued;
};

void ips_wakeup_callback(struct ips_softc *sc) { sema_post(&sc->cmd_sema); }

int ips_flush_cache(struct ips_softc *sc) {
  mtx_lock(&sc->queue_mtx);
  sc->issued++;
#ifndef BROKEN
  mtx_unlock(&sc->queue_mtx);
#endif
  sema_wait(&sc->cmd_sema); /* expect: sleep-under-lock */
#ifdef BROKEN
  mtx_unlock(&sc->queue_mtx);
#endif
  return (0);
}
