// NetBSD as far as the tests of its model need it, spelled as in its headers
// (sys/mutex.h, rwlock.h, condvar.h, kmem.h, malloc.h, mbuf.h, callout.h, intr.h,
// workqueue.h, kthread.h, dev/usb/usbdi.h). What stands in a table of the model,
// where the name alone counts, is declared without parameters by the tests.
typedef unsigned int u_int;
typedef unsigned long size_t;
typedef unsigned long uintptr_t;
typedef long vsize_t;
typedef int bool;
#define NULL ((void *)0)
#define IPL_NONE 0
#define IPL_SOFTNET 3
#define IPL_VM 6
#define IPL_SCHED 7

typedef struct kmutex { volatile uintptr_t mtx_owner; } kmutex_t;
typedef struct krwlock { volatile uintptr_t rw_owner; } krwlock_t;
typedef struct kcondvar { void *cv_opaque[3]; } kcondvar_t;
typedef enum { MUTEX_SPIN = 0, MUTEX_ADAPTIVE = 1, MUTEX_DEFAULT = 2, MUTEX_DRIVER = 3 } kmutex_type_t;
typedef enum { RW_READER = 0, RW_WRITER = 1 } krw_t;
typedef struct callout { void *_c_store[10]; } callout_t;
struct usb_task { void (*fun)(void *); void *arg; };
struct workqueue;
struct work;
struct lwp;
struct mbuf;

void mutex_init(kmutex_t *mtx, kmutex_type_t type, int ipl);
void mutex_destroy(kmutex_t *mtx);
void mutex_enter(kmutex_t *mtx);
void mutex_exit(kmutex_t *mtx);
void mutex_spin_enter(kmutex_t *mtx);
void mutex_spin_exit(kmutex_t *mtx);
int mutex_tryenter(kmutex_t *mtx);
int mutex_owned(const kmutex_t *mtx);
kmutex_t *mutex_obj_alloc(kmutex_type_t type, int ipl);
void rw_init(krwlock_t *rw);
void rw_destroy(krwlock_t *rw);
int rw_tryenter(krwlock_t *rw, krw_t op);
int rw_tryupgrade(krwlock_t *rw);
void rw_downgrade(krwlock_t *rw);
int rw_read_held(krwlock_t *rw);
int rw_write_held(krwlock_t *rw);
int rw_lock_held(krwlock_t *rw);
void rw_enter(krwlock_t *rw, const krw_t op);
void rw_exit(krwlock_t *rw);
void _kernel_lock(int count);
void _kernel_unlock(int count, int *countp);
#define KERNEL_LOCK(count, lwp) do { if ((count) != 0) _kernel_lock((count)); } while (0)
#define KERNEL_UNLOCK_LAST(lwp) _kernel_unlock(-1, NULL)
#define KERNEL_UNLOCK_ONE(lwp) _kernel_unlock(1, NULL)

#define PCATCH 0x100
#define PNORELOCK 0x200
int tsleep(const void *ident, int priority, const char *wmesg, int timo);
int mtsleep(const void *ident, int priority, const char *wmesg, int timo, kmutex_t *mtx);
int kpause(const char *wmesg, bool intr, int timo, kmutex_t *mtx);
void wakeup(const void *ident);
void cv_wait(kcondvar_t *cv, kmutex_t *mtx);
int cv_wait_sig(kcondvar_t *cv, kmutex_t *mtx);
int cv_timedwait(kcondvar_t *cv, kmutex_t *mtx, int ticks);
int cv_timedwait_sig(kcondvar_t *cv, kmutex_t *mtx, int ticks);
int cv_timedwaitbt(kcondvar_t *cv, kmutex_t *mtx, void *bt, const void *epsilon);
int cv_timedwaitbt_sig(kcondvar_t *cv, kmutex_t *mtx, void *bt, const void *epsilon);
void cv_signal(kcondvar_t *cv);
void cv_broadcast(kcondvar_t *cv);
void assert_sleepable(void);
#define ASSERT_SLEEPABLE() assert_sleepable()

// lib/libkern/libkern.h, sys/cdefs.h, with DIAGNOSTIC
int kern_assert();
#define __predict_true(exp) __builtin_expect((exp) != 0, 1)
#define __predict_false(exp) __builtin_expect((exp) != 0, 0)
#define KASSERT(e) (__predict_true((e)) ? (void)0 : (void)kern_assert(#e, __FILE__, __LINE__))

#define KM_SLEEP 0x00000001
#define KM_NOSLEEP 0x00000002
#define M_NOWAIT 0x0001
#define M_WAITOK 0x0000
#define M_CANFAIL 0x0004
#define M_DONTWAIT M_NOWAIT
#define M_WAIT M_WAITOK
#define MT_DATA 1
#define PR_WAITOK 0x01
#define PR_LIMITFAIL 0x04
#define PR_NOWAIT 0x02
#define UVM_KMF_NOWAIT 0x1
#define UVM_KMF_TRYLOCK 0x2
#define UVM_KMF_WIRED 0x10
#define BUS_DMA_WAITOK 0x000
#define BUS_DMA_NOWAIT 0x001
#define M_DEVBUF 0
void *kmem_alloc(size_t size, int kmflags);
void *kmem_zalloc(size_t size, int kmflags);
void *kmem_intr_alloc(size_t size, int kmflags);
void *kmem_intr_zalloc(size_t size, int kmflags);
void *kern_malloc(unsigned long size, int flags);
void *kern_realloc(void *addr, unsigned long size, int flags);
#define malloc(size, type, flags) kern_malloc((size), (flags))
#define realloc(addr, size, type, flags) kern_realloc((addr), (size), (flags))
void *pool_get(void *pool, int flags);
void *pool_cache_get_paddr(void *pc, int flags, void *pap);
#define pool_cache_get(pc, f) pool_cache_get_paddr((pc), (f), NULL)
long uvm_km_alloc(void *map, vsize_t size, vsize_t align, int flags);
struct mbuf *m_get(int how, int type);
struct mbuf *m_gethdr(int how, int type);
struct mbuf *m_getclr(int how, int type);
struct mbuf *m_getcl(int how, int type, int flags);
void m_clget(struct mbuf *m, int how);
struct mbuf *m_copypacket(struct mbuf *m, int how);
struct mbuf *m_prepend(struct mbuf *m, int len, int how);
struct mbuf *m_split(struct mbuf *m, int len, int how);
struct mbuf *m_copym(struct mbuf *m, int off, int len, int wait);
struct mbuf *m_dup(struct mbuf *m, int off, int len, int wait);
#define MGET(m, how, type) ((m) = m_get((how), (type)))
#define MGETHDR(m, how, type) ((m) = m_gethdr((how), (type)))
#define MCLGET(m, how) m_clget((m), (how))
#define MEXTMALLOC(m, size, how) ((void)kern_malloc((size), (how)))
#define M_PREPEND(m, plen, how) ((m) = m_prepend((m), (plen), (how)))
int bus_dmamem_alloc(void *t, size_t size, size_t alignment, size_t boundary, void *segs, int nsegs, int *rsegs, int flags);
int bus_dmamap_create(void *t, size_t size, int nsegments, size_t maxsegsz, size_t boundary, int flags, void *dmamp);
int bus_dmamem_map(void *t, void *segs, int nsegs, size_t size, void **kvap, int flags);
int bus_dmamap_load(void *t, void *dmam, void *buf, size_t buflen, void *p, int flags);
int bus_dmamap_load_mbuf(void *t, void *dmam, struct mbuf *chain, int flags);
int bus_dmamap_load_uio(void *t, void *dmam, void *uio, int flags);

void *pci_intr_establish(void *pc, int ih, int level, int (*func)(void *), void *arg);
void *pci_intr_establish_xname(void *pc, int ih, int level, int (*func)(void *), void *arg, const char *xname);
void pci_intr_disestablish(void *pc, void *ih);
void *isa_intr_establish(void *ic, int irq, int type, int level, int (*fun)(void *), void *arg);
void isa_intr_disestablish(void *ic, void *ih);
#define SOFTINT_NET 3
void *softint_establish(u_int flags, void (*func)(void *), void *arg);
void softint_disestablish(void *sih);
void callout_reset(callout_t *c, int ticks, void (*func)(void *), void *arg);
void callout_setfunc(callout_t *c, void (*func)(void *), void *arg);
bool callout_halt(callout_t *c, kmutex_t *lock);
int workqueue_create(struct workqueue **wqp, const char *name, void (*func)(struct work *, void *), void *arg, int prio, int ipl, int flags);
void workqueue_destroy(struct workqueue *wq);
void workqueue_wait(struct workqueue *wq, struct work *wk);
int kthread_create(int pri, int flags, void *ci, void (*func)(void *), void *arg, struct lwp **lp, const char *fmt, ...);
typedef void (*usbd_callback)(void *xfer, void *priv, int status);
int usbd_open_pipe_intr(void *iface, int address, int flags, void **pipe, void *priv, void *buffer, unsigned length, usbd_callback callback, int ival);
#define usb_init_task(t, f, a, fl) ((t)->fun = (f), (t)->arg = (a))
bool usb_rem_task_wait(void *dev, struct usb_task *task, int queue, kmutex_t *interlock);

struct softc {
  kmutex_t mtx, other, spin, vm;
  kmutex_t *obj;
  krwlock_t rw;
  kcondvar_t cv;
  callout_t callout;
  struct usb_task task;
  struct workqueue *wq;
  void *ih;
  int ready;
};
#define HOLD(sc) mutex_enter(&(sc)->mtx)
#define DROP(sc) mutex_exit(&(sc)->mtx)
#define HOLD_OTHER(sc) mutex_enter(&(sc)->other)
#define DROP_OTHER(sc) mutex_exit(&(sc)->other)
#include "shapes.h"
