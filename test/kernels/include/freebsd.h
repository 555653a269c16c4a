// FreeBSD as far as the tests of its model need it, spelled as in its headers
// (sys/mutex.h, sx.h, rwlock.h, rmlock.h, lockmgr.h, systm.h, condvar.h, malloc.h,
// bus.h, callout.h, taskqueue.h). What stands in a table of the model, where the
// name alone counts, is declared without parameters by the tests.
typedef unsigned int u_int;
typedef unsigned long u_long;
typedef unsigned long size_t;
typedef long sbintime_t;
typedef char *caddr_t;
#define NULL ((void *)0)

#define MTX_DEF 0x00000000
#define MTX_SPIN 0x00000001
#define MTX_RECURSE 0x00000004
#define MTX_NOWITNESS 0x00000008
#define MA_OWNED 0x00000004
#define MA_NOTOWNED 0x00000000
#define LA_UNLOCKED 0x00000000
#define LA_LOCKED 0x00000001
#define LA_SLOCKED 0x00000002
#define LA_XLOCKED 0x00000004
#define LOCK_FILE __FILE__
#define LOCK_LINE __LINE__

struct lock_object { const char *lo_name; u_int lo_flags; };
struct mtx { struct lock_object lock_object; volatile u_long mtx_lock; };
struct sx { struct lock_object lock_object; volatile u_long sx_lock; };
struct rwlock { struct lock_object lock_object; volatile u_long rw_lock; };
struct rmlock { struct lock_object lock_object; };
struct rm_priotracker { void *rmp_thread; };
struct lock { struct lock_object lock_object; volatile u_long lk_lock; };
struct cv { const char *cv_description; int cv_waiters; };
struct sema { struct mtx sema_mtx; };
struct thread;
struct callout { void *c_arg; };
struct task { void *ta_context; };
struct timeout_task { struct task t; };
struct taskqueue;
struct malloc_type { const char *ks_shortdesc; };
struct uma_zone;
struct mbuf;
struct resource;
struct proc;
typedef struct device *device_t;
typedef int driver_filter_t(void *);
typedef void driver_intr_t(void *);
typedef void timeout_t(void *);
typedef void task_fn_t(void *, int);
extern struct mtx Giant;

// sys/mutex.h
void mtx_init(struct mtx *m, const char *name, const char *type, int opts);
void mtx_destroy(struct mtx *m);
void _mtx_lock_flags(struct mtx *m, int opts, const char *file, int line);
void _mtx_unlock_flags(struct mtx *m, int opts, const char *file, int line);
void _mtx_lock_spin_flags(struct mtx *m, int opts, const char *file, int line);
void _mtx_unlock_spin_flags(struct mtx *m, int opts, const char *file, int line);
int _mtx_trylock(struct mtx *m, int opts, const char *file, int line);
int mtx_trylock_spin_flags(struct mtx *m, int opts);
void _mtx_assert(struct mtx *m, int what, const char *file, int line);
void __mtx_lock_flags(volatile u_long *c, int opts, const char *file, int line);
void __mtx_unlock_flags(volatile u_long *c, int opts, const char *file, int line);
void __mtx_lock_spin_flags(volatile u_long *c, int opts, const char *file, int line);
void __mtx_unlock_spin_flags(volatile u_long *c, int opts, const char *file, int line);
int _mtx_trylock_flags_(volatile u_long *c, int opts, const char *file, int line);
int __mtx_trylock_spin_flags(volatile u_long *c, int opts, const char *file, int line);
#define mtx_lock(m) mtx_lock_flags((m), 0)
#define mtx_lock_flags(m, opts) _mtx_lock_flags((m), (opts), LOCK_FILE, LOCK_LINE)
#define mtx_lock_spin(m) mtx_lock_spin_flags((m), 0)
#define mtx_lock_spin_flags(m, opts) _mtx_lock_spin_flags((m), (opts), LOCK_FILE, LOCK_LINE)
#define mtx_trylock(m) mtx_trylock_flags((m), 0)
#define mtx_trylock_flags(m, opts) _mtx_trylock((m), (opts), LOCK_FILE, LOCK_LINE)
#define mtx_trylock_spin(m) mtx_trylock_spin_flags((m), 0)
#define mtx_unlock(m) mtx_unlock_flags((m), 0)
#define mtx_unlock_flags(m, opts) _mtx_unlock_flags((m), (opts), LOCK_FILE, LOCK_LINE)
#define mtx_unlock_spin(m) mtx_unlock_spin_flags((m), 0)
#define mtx_unlock_spin_flags(m, opts) _mtx_unlock_spin_flags((m), (opts), LOCK_FILE, LOCK_LINE)
#define mtx_owned(m) (((m)->mtx_lock & ~7ul) == 1)
#define mtx_assert(m, what) _mtx_assert((m), (what), __FILE__, __LINE__)

// sys/sx.h
#define SX_RECURSE 0x08
#define SX_XLOCKED LA_XLOCKED
#define SX_UNLOCKED LA_UNLOCKED
#define SX_LOCKED LA_LOCKED
void sx_init_flags(struct sx *sx, const char *description, int opts);
void sx_destroy(struct sx *sx);
int _sx_xlock(struct sx *sx, int opts, const char *file, int line);
int _sx_slock(struct sx *sx, int opts, const char *file, int line);
int _sx_try_xlock(struct sx *sx, const char *file, int line);
int _sx_try_slock(struct sx *sx, const char *file, int line);
int _sx_try_upgrade(struct sx *sx, const char *file, int line);
void _sx_downgrade(struct sx *sx, const char *file, int line);
void _sx_xunlock(struct sx *sx, const char *file, int line);
void _sx_sunlock(struct sx *sx, const char *file, int line);
void _sx_assert(struct sx *sx, int what, const char *file, int line);
#define sx_init(sx, desc) sx_init_flags((sx), (desc), 0)
#define sx_xlock(sx) (void)_sx_xlock((sx), 0, LOCK_FILE, LOCK_LINE)
#define sx_xlock_sig(sx) _sx_xlock((sx), 4, LOCK_FILE, LOCK_LINE)
#define sx_slock(sx) (void)_sx_slock((sx), 0, LOCK_FILE, LOCK_LINE)
#define sx_slock_sig(sx) _sx_slock((sx), 4, LOCK_FILE, LOCK_LINE)
#define sx_try_xlock(sx) _sx_try_xlock((sx), LOCK_FILE, LOCK_LINE)
#define sx_try_slock(sx) _sx_try_slock((sx), LOCK_FILE, LOCK_LINE)
#define sx_xunlock(sx) _sx_xunlock((sx), LOCK_FILE, LOCK_LINE)
#define sx_sunlock(sx) _sx_sunlock((sx), LOCK_FILE, LOCK_LINE)
#define sx_try_upgrade(sx) _sx_try_upgrade((sx), LOCK_FILE, LOCK_LINE)
#define sx_downgrade(sx) _sx_downgrade((sx), LOCK_FILE, LOCK_LINE)
#define sx_xlocked(sx) (((sx)->sx_lock & ~7ul) == 1)
#define sx_unlock(sx) do { if ((sx)->sx_lock & 1) sx_sunlock(sx); else sx_xunlock(sx); } while (0)
#define sx_assert(sx, what) _sx_assert((sx), (what), LOCK_FILE, LOCK_LINE)

// sys/rwlock.h
#define RW_RECURSE 0x20
#define RA_WLOCKED LA_XLOCKED
#define RA_LOCKED LA_LOCKED
#define RA_UNLOCKED LA_UNLOCKED
void rw_init_flags(struct rwlock *rw, const char *name, int opts);
void rw_destroy(struct rwlock *rw);
int rw_wowned(struct rwlock *rw);
void _rw_wlock(struct rwlock *rw, const char *file, int line);
void _rw_rlock(struct rwlock *rw, const char *file, int line);
int _rw_try_wlock(struct rwlock *rw, const char *file, int line);
int _rw_try_rlock(struct rwlock *rw, const char *file, int line);
void _rw_wunlock(struct rwlock *rw, const char *file, int line);
void _rw_runlock(struct rwlock *rw, const char *file, int line);
int _rw_try_upgrade(struct rwlock *rw, const char *file, int line);
void _rw_downgrade(struct rwlock *rw, const char *file, int line);
void _rw_assert(struct rwlock *rw, int what, const char *file, int line);
void _rw_wlock_cookie(volatile u_long *c, const char *file, int line);
void __rw_rlock(volatile u_long *c, const char *file, int line);
int __rw_try_wlock(volatile u_long *c, const char *file, int line);
void _rw_wunlock_cookie(volatile u_long *c, const char *file, int line);
void _rw_runlock_cookie(volatile u_long *c, const char *file, int line);
#define rw_init(rw, name) rw_init_flags((rw), (name), 0)
#define rw_wlock(rw) _rw_wlock((rw), LOCK_FILE, LOCK_LINE)
#define rw_rlock(rw) _rw_rlock((rw), LOCK_FILE, LOCK_LINE)
#define rw_try_wlock(rw) _rw_try_wlock((rw), LOCK_FILE, LOCK_LINE)
#define rw_try_rlock(rw) _rw_try_rlock((rw), LOCK_FILE, LOCK_LINE)
#define rw_wunlock(rw) _rw_wunlock((rw), LOCK_FILE, LOCK_LINE)
#define rw_runlock(rw) _rw_runlock((rw), LOCK_FILE, LOCK_LINE)
#define rw_unlock(rw) do { if (rw_wowned(rw)) rw_wunlock(rw); else rw_runlock(rw); } while (0)
#define rw_try_upgrade(rw) _rw_try_upgrade((rw), LOCK_FILE, LOCK_LINE)
#define rw_downgrade(rw) _rw_downgrade((rw), LOCK_FILE, LOCK_LINE)
#define rw_assert(rw, what) _rw_assert((rw), (what), LOCK_FILE, LOCK_LINE)

// sys/rmlock.h
#define RM_RECURSE 0x00000002
#define RM_SLEEPABLE 0x00000004
void rm_init(struct rmlock *rm, const char *name);
void rm_init_flags(struct rmlock *rm, const char *name, int opts);
void rm_destroy(struct rmlock *rm);
int rm_wowned(struct rmlock *rm);
void _rm_wlock(struct rmlock *rm);
void _rm_wunlock(struct rmlock *rm);
int _rm_rlock(struct rmlock *rm, struct rm_priotracker *tracker, int trylock);
void _rm_runlock(struct rmlock *rm, struct rm_priotracker *tracker);
#define rm_wlock(rm) _rm_wlock((rm))
#define rm_wunlock(rm) _rm_wunlock((rm))
#define rm_rlock(rm, tracker) ((void)_rm_rlock((rm), (tracker), 0))
#define rm_try_rlock(rm, tracker) _rm_rlock((rm), (tracker), 1)
#define rm_runlock(rm, tracker) _rm_runlock((rm), (tracker))

// sys/lockmgr.h, up to FreeBSD 7
#define LK_TYPE_MASK 0x0000000f
#define LK_SHARED 0x00000001
#define LK_EXCLUSIVE 0x00000002
#define LK_UPGRADE 0x00000003
#define LK_DOWNGRADE 0x00000005
#define LK_RELEASE 0x00000006
#define LK_DRAIN 0x00000007
#define LK_NOWAIT 0x00000010
#define LK_CANRECURSE 0x00000040
#define LK_INTERLOCK 0x00010000
int _lockmgr(struct lock *lkp, int flags, struct mtx *interlk, struct thread *td, char *file, int line);
void lockinit(struct lock *lkp, int prio, const char *wmesg, int timo, int flags);
void lockdestroy(struct lock *lkp);
#define lockmgr(lock, flags, mtx, td) _lockmgr((lock), (flags), (mtx), (td), LOCK_FILE, LOCK_LINE)

// sys/systm.h, sys/condvar.h, sys/sema.h
#define PCATCH 0x100
#define PDROP 0x200
#define C_HARDCLOCK 0x0100
int tsleep(void *chan, int pri, const char *wmesg, int timo);
int tsleep_sbt(void *chan, int pri, const char *wmesg, sbintime_t bt, sbintime_t pr, int flags);
int _sleep(void *chan, struct lock_object *lock, int pri, const char *wmesg, int timo);
int msleep_spin(void *chan, struct mtx *mtx, const char *wmesg, int timo);
int msleep_spin_sbt(void *chan, struct mtx *mtx, const char *wmesg, sbintime_t bt, sbintime_t pr, int flags);
int msleep_sbt(void *chan, struct mtx *mtx, int pri, const char *wmesg, sbintime_t bt, sbintime_t pr, int flags);
int pause(const char *wmesg, int timo);
int pause_sig(const char *wmesg, int timo);
int pause_sbt(const char *wmesg, sbintime_t bt, sbintime_t pr, int flags);
void wakeup(void *chan);
void wakeup_one(void *chan);
int rm_sleep(void *chan, struct rmlock *rm, int pri, const char *wmesg, int timo);
int lksleep(void *chan, struct lock *lk, int pri, const char *wmesg, int timo);
int plain_sleep(void *chan, struct lock_object *lock, int pri, const char *wmesg, int timo);
#define msleep(chan, mtx, pri, wmesg, timo) plain_sleep((chan), &(mtx)->lock_object, (pri), (wmesg), (timo))
#define mtx_sleep(chan, mtx, pri, wmesg, timo) plain_sleep((chan), &(mtx)->lock_object, (pri), (wmesg), (timo))
#define rw_sleep(chan, rw, pri, wmesg, timo) plain_sleep((chan), &(rw)->lock_object, (pri), (wmesg), (timo))
#define sx_sleep(chan, sx, pri, wmesg, timo) plain_sleep((chan), &(sx)->lock_object, (pri), (wmesg), (timo))
void cv_init(struct cv *cvp, const char *desc);
void cv_destroy(struct cv *cvp);
void _cv_wait(struct cv *cvp, struct lock_object *lock);
void _cv_wait_unlock(struct cv *cvp, struct lock_object *lock);
int _cv_wait_sig(struct cv *cvp, struct lock_object *lock);
int _cv_timedwait(struct cv *cvp, struct lock_object *lock, int timo);
int _cv_timedwait_sig(struct cv *cvp, struct lock_object *lock, int timo);
int _cv_timedwait_sbt(struct cv *cvp, struct lock_object *lock, sbintime_t sbt, sbintime_t pr, int flags);
int _cv_timedwait_sig_sbt(struct cv *cvp, struct lock_object *lock, sbintime_t sbt, sbintime_t pr, int flags);
// In FreeBSD 4 to 6 these are functions of a mutex.
void cv_wait(struct cv *cvp, struct mtx *mp);
void cv_wait_unlock(struct cv *cvp, struct mtx *mp);
int cv_wait_sig(struct cv *cvp, struct mtx *mp);
int cv_timedwait(struct cv *cvp, struct mtx *mp, int timo);
int cv_timedwait_sig(struct cv *cvp, struct mtx *mp, int timo);
int cv_timedwait_sbt(struct cv *cvp, struct mtx *mp, sbintime_t sbt, sbintime_t pr, int flags);
int cv_timedwait_sig_sbt(struct cv *cvp, struct mtx *mp, sbintime_t sbt, sbintime_t pr, int flags);
void cv_signal(struct cv *cvp);
void cv_broadcastpri(struct cv *cvp, int pri);
#define cv_broadcast(cvp) cv_broadcastpri(cvp, 0)
void sema_init(struct sema *sema, int value, const char *description);
void sema_destroy(struct sema *sema);
void _sema_post(struct sema *sema, const char *file, int line);
void _sema_wait(struct sema *sema, const char *file, int line);
int _sema_timedwait(struct sema *sema, int timo, const char *file, int line);
int _sema_trywait(struct sema *sema, const char *file, int line);
int sema_value(struct sema *sema);
#define sema_post(sema) _sema_post((sema), LOCK_FILE, LOCK_LINE)
#define sema_wait(sema) _sema_wait((sema), LOCK_FILE, LOCK_LINE)
#define sema_timedwait(sema, timo) _sema_timedwait((sema), (timo), LOCK_FILE, LOCK_LINE)
#define sema_trywait(sema) _sema_trywait((sema), LOCK_FILE, LOCK_LINE)
// sys/malloc.h, vm/uma.h, sys/mbuf.h, sys/bus_dma.h
#define M_NOWAIT 0x0001
#define M_WAITOK 0x0002
#define M_ZERO 0x0100
#define M_DONTWAIT M_NOWAIT
#define M_TRYWAIT M_WAITOK
#define MT_DATA 1
#define BUS_DMA_WAITOK 0x00
#define BUS_DMA_NOWAIT 0x01
typedef struct bus_dma_tag *bus_dma_tag_t;
typedef struct bus_dmamap *bus_dmamap_t;
typedef struct uma_zone *uma_zone_t;
extern struct malloc_type M_DEVBUF[1];
void *malloc(size_t size, struct malloc_type *type, int flags);
void *mallocarray(size_t nmemb, size_t size, struct malloc_type *type, int flags);
void *realloc(void *addr, size_t size, struct malloc_type *type, int flags);
void *reallocf(void *addr, size_t size, struct malloc_type *type, int flags);
void *contigmalloc(size_t size, struct malloc_type *type, int flags, u_long low, u_long high, u_long alignment, u_long boundary);
void *uma_zalloc_arg(uma_zone_t zone, void *arg, int flags);
static __inline void *uma_zalloc(uma_zone_t zone, int flags) { return uma_zalloc_arg(zone, NULL, flags); }
u_long kmem_malloc(void *map, size_t size, int flags);
struct sbuf *sbuf_new(struct sbuf *s, char *buf, int length, int flags);
struct mbuf *m_get(int how, short type);
struct mbuf *m_gethdr(int how, short type);
struct mbuf *m_getclr(int how, int type);
struct mbuf *m_getcl(int how, short type, int flags);
struct mbuf *m_getjcl(int how, short type, int flags, int size);
void m_clget(struct mbuf *m, int how);
void *m_cljget(struct mbuf *m, int how, int size);
struct mbuf *m_copypacket(struct mbuf *m, int how);
struct mbuf *m_dup(struct mbuf *m, int how);
struct mbuf *m_defrag(struct mbuf *m, int how);
struct mbuf *m_collapse(struct mbuf *m, int how, int maxfrags);
struct mbuf *m_fragment(struct mbuf *m, int how, int length);
struct mbuf *m_unshare(struct mbuf *m, int how);
struct mbuf *m_getm2(struct mbuf *m, int len, int how, short type, int flags);
struct mbuf *m_prepend(struct mbuf *m, int len, int how);
struct mbuf *m_split(struct mbuf *m, int len, int how);
struct m_tag *m_tag_get(int type, int len, int wait);
struct m_tag *m_tag_alloc(unsigned cookie, int type, int len, int wait);
struct mbuf *m_copym(struct mbuf *m, int off, int len, int wait);
#define MGET(m, how, type) ((m) = m_get((how), (type)))
#define MGETHDR(m, how, type) ((m) = m_gethdr((how), (type)))
#define MCLGET(m, how) m_clget((m), (how))
#define m_getm(m, len, how, type) m_getm2((m), (len), (how), (type), 2)
#define M_PREPEND(m, plen, how) ((m) = m_prepend((m), (plen), (how)))
int bus_dmamem_alloc(bus_dma_tag_t dmat, void **vaddr, int flags, bus_dmamap_t *mapp);

// sys/bus.h, sys/callout.h, sys/taskqueue.h, sys/kthread.h, dev/usb/usbdi.h
#define INTR_TYPE_NET 4
#define INTR_FAST 128
#define INTR_MPSAFE 512
int bus_teardown_intr(device_t dev, struct resource *r, void *cookie);
int callout_reset_on(struct callout *c, int ticks, timeout_t *func, void *arg, int cpu);
int callout_reset_sbt_on(struct callout *c, sbintime_t sbt, sbintime_t pr, timeout_t *func, void *arg, int cpu, int flags);
int _callout_stop_safe(struct callout *c, int safe);
void timeout(timeout_t *func, void *arg, int ticks);
#define callout_reset(c, ticks, func, arg) callout_reset_on((c), (ticks), (func), (arg), 0)
#define callout_reset_curcpu(c, ticks, func, arg) callout_reset_on((c), (ticks), (func), (arg), 1)
#define callout_reset_sbt(c, sbt, pr, func, arg, flags) callout_reset_sbt_on((c), (sbt), (pr), (func), (arg), 0, (flags))
#define callout_drain(c) _callout_stop_safe((c), 1)
#define CALLOUT_RETURNUNLOCKED 0x0010
#define CALLOUT_SHAREDLOCK 0x0020
void callout_init(struct callout *c, int mpsafe);
void _callout_init_lock(struct callout *c, void *lock, int flags);
#define callout_init_mtx(c, mtx, flags) _callout_init_lock((c), ((mtx) != NULL) ? (void *)(mtx) : NULL, (flags))
#define callout_init_rw(c, rw, flags) _callout_init_lock((c), ((rw) != NULL) ? (void *)(rw) : NULL, (flags))
void task_init(struct task *task, int priority, task_fn_t *func, void *context);
#define TASK_INIT(task, priority, func, context) task_init((task), (priority), (func), (context))
#define TIMEOUT_TASK_INIT(queue, ttask, priority, func, context) task_init(&(ttask)->t, (priority), (func), (context))
struct taskqueue *taskqueue_create(const char *name, int mflags, void *enqueue, void *context);
struct taskqueue *taskqueue_create_fast(const char *name, int mflags, void *enqueue, void *context);
void taskqueue_drain(struct taskqueue *queue, struct task *task);
void taskqueue_drain_timeout(struct taskqueue *queue, struct timeout_task *ttask);
int kthread_create(void (*func)(void *), void *arg, struct proc **newpp, int flags, int pages, const char *fmt, ...);
int kproc_create(void (*func)(void *), void *arg, struct proc **newpp, int flags, int pages, const char *fmt, ...);
int kthread_add(void (*func)(void *), void *arg, struct proc *p, struct thread **newtdp, int flags, int pages, const char *fmt, ...);
int kproc_kthread_add(void (*func)(void *), void *arg, struct proc **procptr, struct thread **tdptr, int flags, int pages, const char *procname, const char *fmt, ...);
typedef struct usbd_xfer *usbd_xfer_handle;
typedef struct usbd_pipe *usbd_pipe_handle;
typedef struct usbd_device *usbd_device_handle;
typedef struct usbd_interface *usbd_interface_handle;
typedef void *usbd_private_handle;
typedef int usbd_status;
typedef void (*usbd_callback)(usbd_xfer_handle, usbd_private_handle, usbd_status);
struct usb_task { void (*fun)(void *); void *arg; };
void usbd_setup_xfer(usbd_xfer_handle xfer, usbd_pipe_handle pipe, usbd_private_handle priv, void *buffer, unsigned length, unsigned short flags, unsigned timeout, usbd_callback callback);
void usbd_setup_default_xfer(usbd_xfer_handle xfer, usbd_device_handle dev, usbd_private_handle priv, unsigned timeout, void *req, void *buffer, unsigned length, unsigned short flags, usbd_callback callback);
void usbd_setup_isoc_xfer(usbd_xfer_handle xfer, usbd_pipe_handle pipe, usbd_private_handle priv, unsigned short *frlengths, unsigned nframes, unsigned short flags, usbd_callback callback);
usbd_status usbd_open_pipe_intr(usbd_interface_handle iface, unsigned char address, unsigned char flags, usbd_pipe_handle *pipe, usbd_private_handle priv, void *buffer, unsigned length, usbd_callback callback, int interval);
#define usb_init_task(t, f, a) ((t)->fun = (f), (t)->arg = (a))
void usbd_transfer_drain(void *xfer);
void snd_mtxlock(void *m);
void snd_mtxunlock(void *m);
void snd_mtxfree(void *m);
void *snd_mtxcreate(const char *desc, const char *type);
#define snd_mtxassert(m) mtx_assert((struct mtx *)(m), MA_OWNED)
void DELAY(int n);
void panic(const char *fmt, ...);

struct softc {
  struct mtx mtx, other, spin, quiet, deep;
  struct sx sx, sxdeep;
  struct rwlock rw, rwdeep;
  struct rmlock rm, rmsleep;
  struct lock lk, lkdeep;
  struct cv cv;
  struct sema sema;
  struct callout callout;
  struct task task;
  struct timeout_task ttask;
  struct taskqueue *tq;
  device_t dev;
  struct resource *irq;
  void *cookie;
  struct usb_task utask;
  int ready;
};
#define HOLD(sc) mtx_lock(&(sc)->mtx)
#define DROP(sc) mtx_unlock(&(sc)->mtx)
#define HOLD_OTHER(sc) mtx_lock(&(sc)->other)
#define DROP_OTHER(sc) mtx_unlock(&(sc)->other)
#include "shapes.h"
