// DragonFly as far as the tests of its model need it, spelled as in its headers
// (sys/lock.h, spinlock2.h, mutex2.h, serialize.h, thread.h, systm.h, condvar.h,
// malloc.h, mbuf.h, bus.h, callout.h, taskqueue.h). What stands in a table of the
// model, where the name alone counts, is declared without parameters by the tests.
typedef unsigned int u_int;
typedef unsigned long size_t;
typedef unsigned long u_long;
#define NULL ((void *)0)

struct lock { u_int lk_flags; int lk_count; };
struct spinlock { int lock; };
typedef struct mtx { volatile u_int mtx_lock; } mtx_t;
struct mtx_link { void *owner; };
typedef struct mtx_link mtx_link_t;
struct lwkt_serialize { void *last_td; };
typedef struct lwkt_serialize *lwkt_serialize_t;
typedef struct lwkt_token { long t_count; } *lwkt_token_t;
struct cv { int cv_waiters; };
struct callout { void *arg; };
struct task { void *ta_context; };
struct timeout_task { struct task t; };
struct taskqueue;
struct malloc_type;
struct mbuf;
struct resource;
struct thread;
struct globaldata;
typedef struct globaldata *globaldata_t;
typedef struct device *device_t;
typedef void driver_intr_t(void *);
typedef void timeout_t(void *);
typedef void task_fn_t(void *, int);

#define LK_SHARED 0x00000001
#define LK_EXCLUSIVE 0x00000002
#define LK_UPGRADE 0x00000003
#define LK_EXCLUPGRADE 0x00000004
#define LK_DOWNGRADE 0x00000005
#define LK_RELEASE 0x00000006
#define LK_TYPE_MASK 0x0000000f
#define LK_NOWAIT 0x00000010
#define LK_SLEEPFAIL 0x00000020
#define LK_CANRECURSE 0x00000040
#define LK_TIMELOCK 0x00000100
#define LK_PCATCH 0x00000200
int lockmgr(struct lock *lkp, u_int flags);
void lockmgr_kernproc(struct lock *lkp);
static __inline int lockmgr_try(struct lock *lkp, u_int flags) { return (lockmgr(lkp, flags | LK_NOWAIT) == 0); }
void lockinit(struct lock *lkp, const char *wmesg, int timo, int flags);
void lockreinit(struct lock *lkp, const char *wmesg, int timo, int flags);
void lockuninit(struct lock *lkp);
int lockstatus(struct lock *lkp, struct thread *td);
int lockowned(struct lock *lkp);
int lockinuse(struct lock *lkp);
void _spin_lock(struct spinlock *spin, const char *ident);
void _spin_lock_shared(struct spinlock *spin, const char *ident);
void _spin_lock_quick(globaldata_t gd, struct spinlock *spin, const char *ident);
#define spin_lock(spin) _spin_lock(spin, __func__)
#define spin_lock_quick(gd, spin) _spin_lock_quick(gd, spin, __func__)
#define spin_lock_shared(spin) _spin_lock_shared(spin, __func__)
int spin_trylock(struct spinlock *spin);
void spin_unlock(struct spinlock *spin);
void spin_unlock_any(struct spinlock *spin);
void spin_unlock_quick(globaldata_t gd, struct spinlock *spin);
void spin_unlock_shared(struct spinlock *spin);
void spin_init(struct spinlock *spin, const char *descr);
void spin_uninit(struct spinlock *spin);
int spin_held(struct spinlock *spin);
void mtx_init(mtx_t *mtx, const char *ident);
void mtx_init_flags(mtx_t *mtx, const char *ident, unsigned flags);
void mtx_uninit(mtx_t *mtx);
void mtx_lock(mtx_t *mtx);
void mtx_lock_ex_quick(mtx_t *mtx);
void mtx_lock_sh_quick(mtx_t *mtx);
void mtx_lock_sh_again(mtx_t *mtx);
int mtx_lock_ex(mtx_t *mtx, int flags, int to);
int mtx_lock_ex_try(mtx_t *mtx);
int mtx_lock_sh(mtx_t *mtx, int flags, int to);
int mtx_lock_sh_try(mtx_t *mtx);
void mtx_unlock(mtx_t *mtx);
void mtx_unlock_ex(mtx_t *mtx);
void mtx_unlock_sh(mtx_t *mtx);
void mtx_spinlock(mtx_t *mtx);
int mtx_spinlock_try(mtx_t *mtx);
void mtx_spinunlock(mtx_t *mtx);
void mtx_downgrade(mtx_t *mtx);
int mtx_upgrade_try(mtx_t *mtx);
int mtx_owned(mtx_t *mtx);
int mtx_islocked_ex(mtx_t *mtx);
void lwkt_serialize_init(lwkt_serialize_t s);
void lwkt_serialize_enter(lwkt_serialize_t s);
void lwkt_serialize_adaptive_enter(lwkt_serialize_t s);
int lwkt_serialize_try(lwkt_serialize_t s);
void lwkt_serialize_exit(lwkt_serialize_t s);
extern struct thread *curthread;
int kassert_failed(const char *text);
int panic();
#define KKASSERT(exp) do { if (!(exp)) panic("assertion %s failed", #exp); } while (0)
#define KASSERT_HELD(exp) do { if (!(exp)) kassert_failed(#exp); } while (0)
#define IS_SERIALIZED(ss) ((ss)->last_td == curthread)
#define ASSERT_SERIALIZED(ss) KASSERT_HELD(IS_SERIALIZED((ss)))
#define ASSERT_NOT_SERIALIZED(ss) KASSERT_HELD(!IS_SERIALIZED((ss)))
void _wlan_serialize_enter(const char *funcname);
void _wlan_serialize_exit(const char *funcname);
#define wlan_serialize_enter() _wlan_serialize_enter(__func__)
#define wlan_serialize_exit() _wlan_serialize_exit(__func__)
void lwkt_gettoken(lwkt_token_t tok);
void lwkt_gettoken_shared(lwkt_token_t tok);
int lwkt_trytoken(lwkt_token_t tok);
void lwkt_reltoken(lwkt_token_t tok);
void lwkt_token_init(lwkt_token_t tok, const char *desc);
void lwkt_token_uninit(lwkt_token_t tok);
int _lwkt_token_held_any(lwkt_token_t tok, struct thread *td);
int _lwkt_token_held_excl(lwkt_token_t tok, struct thread *td);
#define LWKT_TOKEN_HELD_ANY(tok) _lwkt_token_held_any(tok, curthread)
#define LWKT_TOKEN_HELD_EXCL(tok) _lwkt_token_held_excl(tok, curthread)
#define ASSERT_LWKT_TOKEN_HELD(tok) KASSERT_HELD(LWKT_TOKEN_HELD_ANY(tok))
#define ASSERT_LWKT_TOKEN_HELD_EXCL(tok) KASSERT_HELD(LWKT_TOKEN_HELD_EXCL(tok))

#define PCATCH 0x00000100
#define PINTERLOCKED 0x00000400
int tsleep(const volatile void *ident, int flags, const char *wmesg, int timo);
int ssleep(const volatile void *ident, struct spinlock *spin, int flags, const char *wmesg, int timo);
int lksleep(const volatile void *ident, struct lock *lock, int flags, const char *wmesg, int timo);
int mtxsleep(const volatile void *ident, struct mtx *mtx, int flags, const char *wmesg, int timo);
int zsleep(const volatile void *ident, struct lwkt_serialize *slz, int flags, const char *wmesg, int timo);
int _cv_timedwait(struct cv *c, struct lock *lk, int timo, int wakesig);
int _cv_mtx_timedwait(struct cv *c, struct mtx *mtx, int timo, int wakesig);
#define cv_wait(cv, lock) (void)_cv_timedwait((cv), (lock), 0, 0)
#define cv_wait_sig(cv, lock) _cv_timedwait((cv), (lock), 0, 1)
#define cv_timedwait(cv, lock, timeo) _cv_timedwait((cv), (lock), (timeo), 0)
#define cv_timedwait_sig(cv, lock, timeo) _cv_timedwait((cv), (lock), (timeo), 1)
#define cv_mtx_wait(cv, mtx) (void)_cv_mtx_timedwait((cv), (mtx), 0, 0)
#define cv_mtx_wait_sig(cv, mtx) _cv_mtx_timedwait((cv), (mtx), 0, 1)
#define cv_mtx_timedwait(cv, mtx, timeo) _cv_mtx_timedwait((cv), (mtx), (timeo), 0)
#define cv_mtx_timedwait_sig(cv, mtx, timeo) _cv_mtx_timedwait((cv), (mtx), (timeo), 1)

#define M_RNOWAIT 0x0001
#define M_WAITOK 0x0002
#define M_NULLOK 0x0400
#define M_INTWAIT (M_WAITOK | 0x1200)
#define M_NOWAIT 0x0001
#define M_DEVBUF NULL
#define MT_DATA 1
#define BUS_DMA_WAITOK 0x00
#define BUS_DMA_NOWAIT 0x01
void *kmalloc(size_t size, struct malloc_type *type, int flags);
void *krealloc(void *addr, size_t size, struct malloc_type *type, int flags);
void *contigmalloc(size_t size, struct malloc_type *type, int flags, u_long low, u_long high, u_long alignment, u_long boundary);
void *objcache_get(void *oc, int ocflags);
struct mbuf *m_get(int how, int type);
struct mbuf *m_gethdr(int how, int type);
struct mbuf *m_getclr(int how, int type);
struct mbuf *m_getcl(int how, short type, int flags);
struct mbuf *m_getjcl(int how, short type, int flags, size_t size);
struct mbuf *m_getc(int len, int how, int type);
struct mbuf *m_getm(struct mbuf *m, int len, int how, int type);
void m_mclget(struct mbuf *m, int how);
struct mbuf *m_copypacket(struct mbuf *m, int how);
struct mbuf *m_dup(struct mbuf *m, int how);
struct mbuf *m_defrag(struct mbuf *m, int how);
struct mbuf *m_unshare(struct mbuf *m, int how);
struct mbuf *m_prepend(struct mbuf *m, int len, int how);
struct mbuf *m_split(struct mbuf *m, int len, int how);
struct mbuf *m_copym(const struct mbuf *m, int off, int len, int wait);
#define MGET(m, how, type) ((m) = m_get((how), (type)))
#define MGETHDR(m, how, type) ((m) = m_gethdr((how), (type)))
#define MCLGET(m, how) m_mclget((m), (how))
#define M_PREPEND(m, plen, how) ((m) = m_prepend((m), (plen), (how)))
int bus_dmamem_alloc(void *dmat, void **vaddr, int flags, void *mapp);
struct sbuf *sbuf_new(struct sbuf *s, char *buf, int length, int flags);

#define INTR_MPSAFE 0x0100
int bus_setup_intr(device_t dev, struct resource *r, int flags, driver_intr_t *handler, void *arg, void **cookiep, lwkt_serialize_t serializer);
int bus_setup_intr_descr(device_t dev, struct resource *r, int flags, driver_intr_t *handler, void *arg, void **cookiep, lwkt_serialize_t serializer, const char *desc);
int bus_teardown_intr(device_t dev, struct resource *r, void *cookie);
void callout_reset(struct callout *c, int ticks, timeout_t *func, void *arg);
void callout_reset_bycpu(struct callout *c, int ticks, timeout_t *func, void *arg, int cpuid);
int callout_drain(struct callout *c);
int callout_cancel(struct callout *c);
void callout_terminate(struct callout *c);
void task_init(struct task *task, int priority, task_fn_t *func, void *context);
#define TASK_INIT(task, priority, func, context) task_init((task), (priority), (func), (context))
struct taskqueue *taskqueue_create(const char *name, int mflags, void *enqueue, void *context);
void taskqueue_drain(struct taskqueue *queue, struct task *task);
void taskqueue_drain_timeout(struct taskqueue *queue, struct timeout_task *ttask);
int kthread_create(void (*func)(void *), void *arg, struct thread **tdp, const char *fmt, ...);
int lwkt_create(void (*func)(void *), void *arg, struct thread **tdp, struct thread *temp, int tdflags, int cpu, const char *fmt, ...);

struct softc {
  struct spinlock spin, other;
  struct lock lk, lkdeep;
  struct mtx mtx, spinmtx;
  struct lwkt_serialize slz;
  struct lwkt_token tok;
  struct cv cv;
  struct callout callout;
  struct task task;
  struct timeout_task ttask;
  struct taskqueue *tq;
  globaldata_t gd;
  device_t dev;
  struct resource *irq;
  void *cookie;
  int ready;
};
// Mutexes sleep here, so that what must not sleep is under a spinlock.
#define HOLD(sc) spin_lock(&(sc)->spin)
#define DROP(sc) spin_unlock(&(sc)->spin)
#define HOLD_OTHER(sc) spin_lock(&(sc)->other)
#define DROP_OTHER(sc) spin_unlock(&(sc)->other)
#include "shapes.h"
