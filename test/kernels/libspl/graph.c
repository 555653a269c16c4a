// KM_SLEEP is a flag here and KM_NOSLEEP is 0, so that what does not have the flag
// does not sleep.
// RUN: %locktidy graph --all %s -- %kernel-libspl | FileCheck %s
#include "libspl.h"
int taskq_dispatch_ent(), taskq_wait_id(), nvlist_alloc(), nvlist_pack(), nvlist_unpack();
static void task(void *arg) {}

// CHECK-LABEL: sleeping(tq, l):
// CHECK: alloc kmem_zalloc
// CHECK: alloc kmem_cache_alloc
// CHECK: alloc nvlist_alloc
// CHECK: alloc nvlist_pack
// CHECK: alloc nvlist_unpack
// CHECK: register taskq_dispatch chan=tq {{.*}}context=taskq
// CHECK: alloc taskq_dispatch
// CHECK: register taskq_dispatch_ent chan=tq {{.*}}context=taskq
// CHECK: drain taskq_wait_id
void sleeping(taskq_t *tq, void *l) {
  kmem_zalloc(8, KM_SLEEP);
  kmem_cache_alloc(0, KM_SLEEP);
  nvlist_alloc(l, 0, KM_SLEEP);
  nvlist_pack(l, 0, 0, 0, KM_SLEEP);
  nvlist_unpack(l, 0, 0, KM_SLEEP);
  taskq_dispatch(tq, task, l, TQ_SLEEP);
  taskq_dispatch_ent(tq, task, l, 0, 0);
  taskq_wait_id(tq, 1);
}
// CHECK-LABEL: not_sleeping(tq, l):
// CHECK-NOT: alloc
// CHECK: register taskq_dispatch
// CHECK-NOT: alloc
// CHECK: return
void not_sleeping(taskq_t *tq, void *l) {
  kmem_zalloc(8, KM_NOSLEEP);
  kmem_cache_alloc(0, KM_NOSLEEP);
  nvlist_alloc(l, 0, KM_NOSLEEP);
  nvlist_pack(l, 0, 0, 0, KM_NOSLEEP);
  nvlist_unpack(l, 0, 0, KM_NOSLEEP);
  taskq_dispatch(tq, task, l, TQ_NOSLEEP);
}
