// What no rule shows by itself, in the lock graph.
// RUN: %locktidy graph --all %s -- %kernel-freebsd | FileCheck %s
#include "freebsd.h"
static __inline int splnet(void) { return (0); }
#define splusb splnet
static __inline void splx(int s) {}
static void task(void *arg, int pending) {}
static void thread(void *arg) {}

// CHECK-LABEL: destroy(sc):
// CHECK: destroy mtx_destroy sc->mtx (mtx, exclusive)
// CHECK-NEXT: destroy sx_destroy sc->sx (sx)
// CHECK-NEXT: destroy rw_destroy sc->rw (rwlock)
// CHECK-NEXT: destroy rm_destroy sc->rm (rmlock)
// CHECK-NEXT: destroy lockdestroy sc->lk (lockmgr)
// CHECK-NEXT: destroy snd_mtxfree sc->cookie (mtx, exclusive)
void destroy(struct softc *sc) {
  mtx_destroy(&sc->mtx);
  sx_destroy(&sc->sx);
  rw_destroy(&sc->rw);
  rm_destroy(&sc->rm);
  lockdestroy(&sc->lk);
  snd_mtxfree(sc->cookie);
}

// CHECK-LABEL: level():
// CHECK: level-raise splnet label="net" stub
// CHECK: level-restore splx argument=s stub
void level(void) {
  int s = splnet();
  splx(s);
}

// CHECK-LABEL: later(sc):
// CHECK: register TASK_INIT chan=&sc->task handler={{\*?}}task argument=sc context=taskqueue
// CHECK-NEXT: register TIMEOUT_TASK_INIT chan=&sc->ttask handler={{\*?}}task argument=sc context=taskqueue
// CHECK-NEXT: register usb_init_task chan=&sc->utask handler={{\*?}}thread argument=sc context=thread
// CHECK-NEXT: register callout_reset chan=&sc->callout handler={{\*?}}thread argument=sc context=callout
// CHECK-NEXT: register callout_reset_sbt chan=&sc->callout handler={{\*?}}thread argument=sc context=callout
// CHECK-NEXT: assert-not-held mtx_assert sc->mtx (mtx)
void later(struct softc *sc) {
  TASK_INIT(&sc->task, 0, task, sc);
  TIMEOUT_TASK_INIT(sc->tq, &sc->ttask, 0, task, sc);
  usb_init_task(&sc->utask, thread, sc);
  callout_reset(&sc->callout, 1, thread, sc);
  callout_reset_sbt(&sc->callout, 1, 0, thread, sc, 0);
  mtx_assert(&sc->mtx, MA_NOTOWNED);
}

// The names that authors write, and not those behind them.
// CHECK-LABEL: names(sc):
// CHECK: init sx_init sc->sx (sx) label="sx"
// CHECK: init rw_init sc->rw (rwlock) label="rw"
// CHECK: = alloc uma_zalloc
// CHECK: level-raise splusb label="usb" stub
// CHECK: assert-held snd_mtxassert sc->cookie (mtx)
// CHECK: release rw_unlock sc->rw (rwlock)
// CHECK-NOT: query
// CHECK: return
void names(struct softc *sc) {
  sx_init(&sc->sx, "sx");
  rw_init(&sc->rw, "rw");
  sc->cookie = uma_zalloc(0, M_WAITOK);
  sc->ready = splusb();
  snd_mtxassert(sc->cookie);
  rw_unlock(&sc->rw);
}

// CHECK-LABEL: freed(sc, name):
// CHECK: free free chan=sc label="struct softc"
// CHECK: free contigfree chan=sc label="struct softc"
// CHECK: free uma_zfree chan=sc label="struct softc"
// CHECK: free uma_zfree_arg chan=sc label="struct softc"
// CHECK-NOT: free
// CHECK: return
void free(void *, struct malloc_type *);
void contigfree(void *, unsigned long, struct malloc_type *);
void uma_zfree(void *, void *);
void uma_zfree_arg(void *, void *, void *);
void freed(struct softc *sc, char *name) {
  free(sc, M_DEVBUF);
  contigfree(sc, 8, M_DEVBUF);
  uma_zfree(0, sc);
  uma_zfree_arg(0, sc, 0);
  free(name, M_DEVBUF);
}
