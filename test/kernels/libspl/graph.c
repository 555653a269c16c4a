// What no rule shows by itself: KM_SLEEP is a flag here.
// RUN: %locktidy graph --all %s -- %kernel-libspl | FileCheck %s
#include "libspl.h"
int taskq_dispatch_ent(), taskq_wait_id();

// CHECK-LABEL: memory(tq, l, n):
// CHECK: alloc kmem_zalloc
// CHECK-NOT: when
// CHECK: alloc kmem_cache_alloc{{.*}} when
// CHECK: alloc nvlist_alloc{{.*}} when
// CHECK: alloc nvlist_pack{{.*}} when
// CHECK: alloc nvlist_unpack{{.*}} when
// CHECK: register taskq_dispatch chan=tq {{.*}}context=taskq
// CHECK: alloc taskq_dispatch{{.*}} when
// CHECK: register taskq_dispatch_ent chan=tq {{.*}}context=taskq
// CHECK: drain taskq_wait_id
static void task(void *arg) {}
int nvlist_alloc(), nvlist_pack(), nvlist_unpack();
void memory(taskq_t *tq, void *l, int n) {
  kmem_zalloc(8, KM_SLEEP);
  kmem_cache_alloc(0, n);
  nvlist_alloc(l, 0, n);
  nvlist_pack(l, 0, 0, 0, n);
  nvlist_unpack(l, 0, 0, n);
  taskq_dispatch(tq, task, l, n);
  taskq_dispatch_ent(tq, task, l, 0, 0);
  taskq_wait_id(tq, 1);
}
