// Locks made by static initialisers.
// RUN: %locktidy graph --all --solved %s -- %kernel-linux | FileCheck %s
typedef struct { int raw; } raw_lock_t;
typedef struct { raw_lock_t rlock; const char *name; } static_spinlock_t;
struct static_mutex { long owner; static_spinlock_t wait_lock; };
typedef struct { int raw; } static_rwlock_t;
struct static_rwsem { long count; static_spinlock_t wait_lock; };
#define __SPIN_LOCK_INITIALIZER(lockname) { { 0 }, #lockname }
#define __SPIN_LOCK_UNLOCKED(lockname) (static_spinlock_t) __SPIN_LOCK_INITIALIZER(lockname)
#define DEFINE_SPINLOCK(x) static_spinlock_t x = __SPIN_LOCK_UNLOCKED(x)
#define __MUTEX_INITIALIZER(lockname) { 0, __SPIN_LOCK_INITIALIZER(lockname.wait_lock) }
#define DEFINE_MUTEX(x) struct static_mutex x = __MUTEX_INITIALIZER(x)
#define __RW_LOCK_UNLOCKED(lockname) (static_rwlock_t) { 1 }
#define DEFINE_RWLOCK(x) static_rwlock_t x = __RW_LOCK_UNLOCKED(x)
#define __RWSEM_INITIALIZER(name) { 0, __SPIN_LOCK_INITIALIZER(name.wait_lock) }
#define DECLARE_RWSEM(name) struct static_rwsem name = __RWSEM_INITIALIZER(name)

static DEFINE_SPINLOCK(spin);
static DEFINE_MUTEX(mutex);
static DEFINE_RWLOCK(rwlock);
static DECLARE_RWSEM(rwsem);
struct table { int n; static_spinlock_t lock; struct static_mutex mutex; };
static struct table table = { .lock = __SPIN_LOCK_UNLOCKED(table.lock), .mutex = __MUTEX_INITIALIZER(table.mutex) };

// CHECK: {{^}}static init DEFINE_SPINLOCK spin (spinlock) @{{.*$}}
// CHECK: {{^}}static init DEFINE_MUTEX mutex (mutex) @{{.*$}}
// CHECK-NOT: {{^}}static init {{.*}}wait_lock
// CHECK-DAG: {{^}}class spin: spinlock{{$}}
// CHECK-DAG: {{^}}class mutex: mutex{{$}}
// CHECK-DAG: {{^}}class rwlock: rwlock{{$}}
// CHECK-DAG: {{^}}class rwsem: rwsem{{$}}
// CHECK-DAG: {{^}}class struct table::lock: spinlock{{$}}
// CHECK-DAG: {{^}}class struct table::mutex: mutex{{$}}
