// What a strategy routine must not do is advice: it may be called in interrupt context, and
// hardly ever is.
// RUN: %locktidy check --level=advice %s -- %kernel-illumos 2>&1 | FileCheck %s
#include "illumos.h"

struct cb_ops { int (*cb_open)(void), (*cb_strategy)(void); };
static int strategy(void) { return (kmem_alloc(1, KM_SLEEP) != 0); }
static struct cb_ops cb_ops = {0, strategy};
// CHECK: strategy.c:[[@LINE-2]]:{{[0-9]+}}: advice: 'kmem_alloc' may sleep for memory in strategy routine
// CHECK: note: assumes that it is called in interrupt context, which physio(9F) and file systems never do
