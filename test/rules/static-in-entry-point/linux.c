// Static variables of functions that two threads can be in.
// RUN: %locktidy check -q --level=advice %s -- %kernel-linux | FileCheck %s '--implicit-check-not={{advice:|warning:|error:}}'
#include "linux.h"
static spinlock_t lock;
static int bad(void *arg) { static int n; n++; return n; }
// CHECK: :[[#@LINE-1]]:{{.*}} advice: static variable {{.*}} [locktidy-static-in-entry-point]
static int good(void *arg) { static int n; spin_lock(&lock); n++; spin_unlock(&lock); return 0; }
void start(struct softc *sc) { kthread_run(bad, sc, "b"); kthread_run(good, sc, "g"); }
