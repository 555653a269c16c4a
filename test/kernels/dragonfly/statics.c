// Locks made by static initialisers.
// RUN: %locktidy graph --all --solved %s -- %kernel-dragonfly | FileCheck %s
#define SPINLOCK_INITIALIZER(head, d) { 0, 0 }
#define LWKT_TOKEN_INITIALIZER(name) { 0, #name }
#define LWKT_SERIALIZE_INITIALIZER { 0, 0 }
#define LK_CANRECURSE 0x00100000
#define LOCK_INITIALIZER(wmesg, timo, flags) { (flags), (wmesg) }
#define LOCK_SYSINIT(name, lock, desc, flags) static struct args name##_args = { (lock), (desc), (flags) }
#define MTX_INITIALIZER(ident) { 0, (ident) }
struct lock1 { long count; const char *name; };
struct args { struct lock1 *lock; const char *desc; int flags; };

struct lock1 spin = SPINLOCK_INITIALIZER(&spin, "spin");
struct lock1 token = LWKT_TOKEN_INITIALIZER(token);
struct lock1 serializer = LWKT_SERIALIZE_INITIALIZER;
struct lock1 lock = LOCK_INITIALIZER("lock", 0, 0);
struct lock1 deep = LOCK_INITIALIZER("deep", 0, LK_CANRECURSE);
struct lock1 late;
LOCK_SYSINIT(late, &late, "late", 0);
struct lock1 mtx = MTX_INITIALIZER("mtx");

// CHECK-DAG: {{^}}class spin: spinlock{{$}}
// CHECK-DAG: {{^}}class token: token{{$}}
// CHECK-DAG: {{^}}class serializer: serializer{{$}}
// CHECK-DAG: {{^}}class lock: lockmgr{{$}}
// CHECK-DAG: {{^}}class deep: lockmgr, recursive{{$}}
// CHECK-DAG: {{^}}class late: lockmgr{{$}}
// CHECK-DAG: {{^}}class mtx: mtx{{$}}
