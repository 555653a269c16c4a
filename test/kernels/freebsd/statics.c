// Locks made by static initialisers, and kinds that an init leaves open.
// RUN: %locktidy graph --all --solved %s -- %kernel-freebsd | FileCheck %s
#include "freebsd.h"
struct args { void *lock; const char *name; int flags; };
struct run { void (*function)(void *); void *arg; };
void setup(void *);
#define SYSINIT(name, data) static struct run name##_run = { setup, &data }
// Where the lock is destroyed stands no more than where it is.
#define SYSUNINIT(name, data) static struct run name##_end = { setup, (data) }
#define MTX_SYSINIT(name, mtx, desc, opts) static struct args name##_args = { (mtx), (desc), (opts) }; SYSINIT(name, name##_args); SYSUNINIT(name, mtx)
#define SX_SYSINIT_FLAGS(name, sxa, desc, flags) static struct args name##_args = { (sxa), (desc), (flags) }; SYSINIT(name, name##_args)
#define SX_SYSINIT(name, sxa, desc) static struct args name##_args = { (sxa), (desc), 0 }; SYSINIT(name, name##_args)
#define RW_SYSINIT(name, rw, desc) static struct args name##_args = { (rw), (desc), 0 }; SYSINIT(name, name##_args)
#define RW_SYSINIT_FLAGS(name, rw, desc, flags) static struct args name##_args = { (rw), (desc), (flags) }; SYSINIT(name, name##_args)
#define RM_SYSINIT(name, rm, desc) static struct args name##_args = { (rm), (desc), 0 }; SYSINIT(name, name##_args)
#define RM_SYSINIT_FLAGS(name, rm, desc, flags) static struct args name##_args = { (rm), (desc), (flags) }; SYSINIT(name, name##_args)

static struct mtx plain, spin, deep, quiet;
static struct { struct mtx lock[2]; } foo;
static struct sx sx, sxdeep;
static struct rwlock rw, rwdeep;
static struct rmlock rm, rmsleep;
MTX_SYSINIT(plain, &plain, "plain", MTX_DEF);
MTX_SYSINIT(spin, &spin, "spin", MTX_SPIN);
MTX_SYSINIT(deep, &deep, "deep", MTX_DEF | MTX_RECURSE);
MTX_SYSINIT(quiet, &quiet, "quiet", MTX_DEF | MTX_NOWITNESS);
MTX_SYSINIT(member, &foo.lock[1], "member", MTX_SPIN);
SX_SYSINIT(sx, &sx, "sx");
SX_SYSINIT_FLAGS(sxdeep, &sxdeep, "sx", SX_RECURSE);
RW_SYSINIT(rw, &rw, "rw");
RW_SYSINIT_FLAGS(rwdeep, &rwdeep, "rw", RW_RECURSE);
RM_SYSINIT(rm, &rm, "rm");
RM_SYSINIT_FLAGS(rmsleep, &rmsleep, "rm", RM_SLEEPABLE);

// Either kind is possible.
struct either { struct mtx mtx; };
void init(struct either *e, int fast) { mtx_init(&e->mtx, "either", NULL, fast ? MTX_SPIN : MTX_DEF); }

// CHECK: {{^}}static init MTX_SYSINIT plain (mtx) label="plain" @{{.*$}}
// CHECK: {{^}}static init MTX_SYSINIT foo.lock[1] (mtx-spin) label="member" @{{.*$}}
// CHECK-DAG: {{^}}class {{.*}}lock: mtx-spin{{$}}
// CHECK-DAG: {{^}}class struct either::mtx:{{.*}} mtx{{.*}} mtx-spin
// CHECK-DAG: {{^}}class plain: mtx{{$}}
// CHECK-DAG: {{^}}class spin: mtx-spin{{$}}
// CHECK-DAG: {{^}}class deep: mtx, recursive{{$}}
// CHECK-DAG: {{^}}class quiet: mtx-nowitness{{$}}
// CHECK-DAG: {{^}}class sx: sx{{$}}
// CHECK-DAG: {{^}}class sxdeep: sx, recursive{{$}}
// CHECK-DAG: {{^}}class rw: rwlock{{$}}
// CHECK-DAG: {{^}}class rwdeep: rwlock, recursive{{$}}
// CHECK-DAG: {{^}}class rm: rmlock{{$}}
// CHECK-DAG: {{^}}class rmsleep: rmlock-sleepable{{$}}
