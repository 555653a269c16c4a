// What no rule shows by itself, in the lock graph.
// RUN: %locktidy graph --all %s -- %kernel-linux | FileCheck %s
#include "linux.h"
static void timer(struct timer_list *t) {}
static void work(struct work_struct *w) {}

// CHECK-LABEL: made(sc):
// CHECK: init spin_lock_init sc->lock (spinlock)
// CHECK: init raw_spin_lock_init sc->raw (spinlock)
// CHECK: init rwlock_init sc->rw (rwlock)
// CHECK: init mutex_init sc->mutex (mutex)
// CHECK: init init_rwsem sc->sem (rwsem)
// CHECK: destroy mutex_destroy sc->mutex (mutex)
// CHECK: register timer_setup chan=&sc->timer handler={{\*?}}timer argument={{.*}} context=timer
// CHECK: register INIT_WORK chan=&sc->work handler={{\*?}}work context=workqueue
// CHECK: register INIT_DELAYED_WORK chan=&sc->dwork handler={{\*?}}work context=workqueue
// CHECK: register INIT_DEFERRABLE_WORK chan=&sc->dwork handler={{\*?}}work context=workqueue
void made(struct softc *sc) {
  spin_lock_init(&sc->lock);
  raw_spin_lock_init(&sc->raw);
  rwlock_init(&sc->rw);
  mutex_init(&sc->mutex);
  init_rwsem(&sc->sem);
  mutex_destroy(&sc->mutex);
  timer_setup(&sc->timer, timer, 0);
  INIT_WORK(&sc->work, work);
  INIT_DELAYED_WORK(&sc->dwork, work);
  INIT_DEFERRABLE_WORK(&sc->dwork, work);
}

// CHECK-LABEL: asserted(sc):
// CHECK: assert-not-held lockdep_assert_not_held sc->mutex
void asserted(struct softc *sc) {
  lockdep_assert_not_held(&sc->mutex);
}

// CHECK-LABEL: freed(sc, name):
// CHECK: free kfree chan=sc label="struct softc"
// CHECK: free kvfree chan=sc label="struct softc"
// CHECK: may-sleep vfree
// CHECK: free vfree chan=sc label="struct softc"
// CHECK-NOT: free
// CHECK: return
void kfree(const void *);
void kvfree(const void *);
void vfree(const void *);
void freed(struct softc *sc, char *name) {
  kfree(sc);
  kvfree(sc);
  vfree(sc);
  kfree(name);
}
