// Static variables of functions that two threads can be in.
// RUN: %locktidy check -q --level=advice %s -- %kernel-netbsd | FileCheck %s '--implicit-check-not={{advice:|warning:|error:}}'
#include "netbsd.h"
static kmutex_t lock;
static void bad(void *arg) { static int n; n++; }
// CHECK: :[[#@LINE-1]]:{{.*}} advice: static variable {{.*}} [locktidy-static-in-entry-point]
static void good(void *arg) { static int n; mutex_enter(&lock); n++; mutex_exit(&lock); }
void start(struct softc *sc) { kthread_create(0, 0, 0, bad, sc, 0, "b"); kthread_create(0, 0, 0, good, sc, 0, "g"); }
