// RUN: %idiom %s
// A thread takes tasks from its queue under a mutex that it drops for each; the exit
// condition breaks out with it held, and it is dropped once more on the way.
// Seen in netbsd: sys/dev/sdmmc/sdmmc.c, sdmmc_task_thread().
// Broken: after the last drop it is not taken again.
#include "netbsd.h"

struct task {
  void (*func)(void *);
  void *arg;
};
struct sdmmc {
  kmutex_t sc_tskq_mtx;
  kcondvar_t sc_tskq_cv;
  int sc_dying, sc_present;
};
struct task *task_first(struct sdmmc *);
void card_detach(struct sdmmc *);

void sdmmc_task_thread(void *arg) {
  struct sdmmc *sc = arg;
  struct task *task;

  mutex_enter(&sc->sc_tskq_mtx);
  for (;;) {
    task = task_first(sc);
    if (task != NULL) {
      mutex_exit(&sc->sc_tskq_mtx);
      (*task->func)(task->arg);
      mutex_enter(&sc->sc_tskq_mtx);
    } else {
      if (sc->sc_dying)
        break;
      cv_wait(&sc->sc_tskq_cv, &sc->sc_tskq_mtx);
    }
  }
  sc->sc_dying = 0;
  if (sc->sc_present) {
    mutex_exit(&sc->sc_tskq_mtx);
    card_detach(sc);
#ifndef BROKEN
    mutex_enter(&sc->sc_tskq_mtx);
#endif
  }
  cv_broadcast(&sc->sc_tskq_cv);
  mutex_exit(&sc->sc_tskq_mtx); /* expect: unlock-not-held */
}
