// Locks made by static initialisers.
// RUN: %locktidy graph --all --solved %s -- %kernel-openbsd | FileCheck %s
#include "openbsd.h"
#undef MUTEX_INITIALIZER
#define MUTEX_INITIALIZER_FLAGS(ipl, name, flags) { 0, (ipl), 0 }
#define MUTEX_INITIALIZER(ipl) MUTEX_INITIALIZER_FLAGS((ipl), "m", 0)
#define RWLOCK_INITIALIZER(name) { 0, (name) }
struct static_mutex { void *owner; int ipl, old; };
struct static_rwlock { long owner; const char *name; };

struct static_mutex low = MUTEX_INITIALIZER(0);
static struct static_mutex net = MUTEX_INITIALIZER(7);
struct { int other; struct static_mutex locks[2]; } table = {1, {MUTEX_INITIALIZER(0), MUTEX_INITIALIZER(7)}};
struct static_rwlock rw = RWLOCK_INITIALIZER("rw");

// CHECK: {{^}}static init MUTEX_INITIALIZER low (mutex) cookie=0 @{{.*$}}
// CHECK: {{^}}static init MUTEX_INITIALIZER net (mutex) cookie=7 @{{.*$}}
// CHECK: {{^}}static init MUTEX_INITIALIZER table.locks (mutex) cookie=0 @{{.*$}}
// CHECK: {{^}}static init MUTEX_INITIALIZER table.locks[1] (mutex) cookie=7 @{{.*$}}
// CHECK: {{^}}static init RWLOCK_INITIALIZER rw (rwlock) label="rw" @{{.*$}}
// CHECK-DAG: {{^}}class low: mutex{{$}}
// CHECK-DAG: {{^}}class net: mutex, cookie{{$}}
