// The Solaris Porting Layer of OpenZFS in the Linux kernel as far as its tests need
// it, spelled as in include/os/linux/spl/sys (mutex.h, rwlock.h, condvar.h, kmem.h,
// taskq.h, thread.h), over the Linux of linux.h.
#define softc linux_softc
#include "linux.h"
#undef softc
#define _SPL_MUTEX_H

typedef struct { struct mutex m_mutex; spinlock_t m_lock; void *m_owner; } kmutex_t;
typedef enum { RW_NONE = 0, RW_WRITER = 1, RW_READER = 2 } krw_t;
typedef struct { struct rw_semaphore rw_rwlock; void *rw_owner; } krwlock_t;
typedef struct { int cv_waiters; } kcondvar_t;
typedef void (*task_func_t)(void *);
typedef struct taskq taskq_t;
extern void *current;
#define MUTEX(mp) (&((mp)->m_mutex))
#define mutex_owner(mp) ((mp)->m_owner)
#define mutex_owned(mp) (mutex_owner(mp) == current)
#define MUTEX_HELD(mp) mutex_owned(mp)
#define mutex_tryenter(mp) ({ int _rc_; if ((_rc_ = mutex_trylock(MUTEX(mp))) == 1) (mp)->m_owner = current; _rc_; })
#define mutex_enter_nested(mp, subclass) { mutex_lock_nested(MUTEX(mp), (subclass)); (mp)->m_owner = current; }
#define mutex_enter_interruptible(mp) ({ int _rc_ = mutex_lock_interruptible(MUTEX(mp)); if (!_rc_) (mp)->m_owner = current; _rc_; })
#define mutex_enter(mp) mutex_enter_nested((mp), 0)
#define mutex_exit(mp) { (mp)->m_owner = NULL; spin_lock(&(mp)->m_lock); mutex_unlock(MUTEX(mp)); spin_unlock(&(mp)->m_lock); }
#define SEM(rwp) (&(rwp)->rw_rwlock)
int RW_LOCK_HELD(krwlock_t *rwp);
int RW_WRITE_HELD(krwlock_t *rwp);
int RW_READ_HELD(krwlock_t *rwp);
#define rw_enter(rwp, rw) ({ switch (rw) { case RW_READER: down_read(SEM(rwp)); break; case RW_WRITER: down_write(SEM(rwp)); (rwp)->rw_owner = current; } })
#define rw_tryenter(rwp, rw) ({ int _rc_ = 0; switch (rw) { case RW_READER: _rc_ = down_read_trylock(SEM(rwp)); break; case RW_WRITER: _rc_ = down_write_trylock(SEM(rwp)); } _rc_; })
#define rw_exit(rwp) ({ if (RW_WRITE_HELD(rwp)) up_write(SEM(rwp)); else up_read(SEM(rwp)); })
#define rw_downgrade(rwp) ({ downgrade_write(SEM(rwp)); })
#define rw_tryupgrade(rwp) RW_WRITE_HELD(rwp)
void __cv_wait(kcondvar_t *, kmutex_t *);
int __cv_wait_sig(kcondvar_t *, kmutex_t *);
int __cv_timedwait(kcondvar_t *, kmutex_t *, long);
int __cv_timedwait_sig(kcondvar_t *, kmutex_t *, long);
void __cv_broadcast(kcondvar_t *);
#define cv_wait(cvp, mp) __cv_wait(cvp, mp)
#define cv_wait_sig(cvp, mp) __cv_wait_sig(cvp, mp)
#define cv_timedwait(cvp, mp, t) __cv_timedwait(cvp, mp, t)
#define cv_timedwait_sig(cvp, mp, t) __cv_timedwait_sig(cvp, mp, t)
#define cv_broadcast(cvp) __cv_broadcast(cvp)
#define KM_SLEEP 0x0000
#define KM_NOSLEEP 0x0001
#define TQ_SLEEP 0
#define TQ_NOSLEEP 1
void *spl_kmem_alloc(size_t, int, const char *, int);
#define kmem_alloc(sz, fl) spl_kmem_alloc((sz), (fl), __func__, __LINE__)
#define kmem_zalloc(sz, fl) spl_kmem_alloc((sz), (fl), __func__, __LINE__)
unsigned long taskq_dispatch(taskq_t *, task_func_t, void *, unsigned);
void taskq_dispatch_ent(taskq_t *, task_func_t, void *, unsigned, void *);
void taskq_wait(taskq_t *);
int taskq_cancel_id();
#define B_FALSE 0
#define B_TRUE 1
void __cv_wait_interruptible(kcondvar_t *, kmutex_t *);
#define cv_wait_interruptible(cvp, mp) __cv_wait_interruptible(cvp, mp)
void *__thread_create(void *, size_t, task_func_t, const char *, void *, size_t, void *, int, int);
#define thread_create(stk, size, func, arg, len, pp, state, pri) __thread_create(stk, size, (task_func_t)func, #func, arg, len, pp, state, pri)

struct softc { kmutex_t mtx, other; krwlock_t rw; kcondvar_t cv; taskq_t *tq; unsigned long id; spinlock_t lock; int ready; };
#undef HOLD
#undef DROP
#undef HOLD_OTHER
#undef DROP_OTHER
#define HOLD(sc) mutex_enter(&(sc)->mtx)
#define DROP(sc) mutex_exit(&(sc)->mtx)
#define HOLD_OTHER(sc) mutex_enter(&(sc)->other)
#define DROP_OTHER(sc) mutex_exit(&(sc)->other)
#define ATOMIC(...) void FN(struct softc *sc) { spin_lock(&sc->lock); __VA_ARGS__; spin_unlock(&sc->lock); }
