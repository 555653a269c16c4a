// OpenBSD as far as the tests of its model need it, spelled as in its headers
// (sys/mutex.h, rwlock.h, systm.h, malloc.h, pool.h, mbuf.h, timeout.h, task.h,
// kthread.h, dev/usb/usbdi.h). What stands in a table of the model, where the name
// alone counts, is declared without parameters by the tests.
typedef unsigned long size_t;
typedef unsigned long u_long;
typedef unsigned long long uint64_t;
#define NULL ((void *)0)
#define IPL_NONE 0
#define IPL_NET 7
#define IPL_MPSAFE 0x100
#define INFSLP 0xffffffffffffffffULL

struct mutex { volatile void *mtx_owner; int mtx_wantipl; };
struct rwlock { volatile unsigned long rwl_owner; const char *rwl_name; };
struct rrwlock { struct rwlock rrwl_lock; };
struct timeout { void *to_arg; };
struct task { void *t_arg; };
struct usb_task { void (*fun)(void *); void *arg; };
struct taskq;
struct proc;
struct mbuf;

void __mtx_init(struct mutex *mtx, int ipl);
void mtx_enter(struct mutex *mtx);
int mtx_enter_try(struct mutex *mtx);
void mtx_leave(struct mutex *mtx);
int mtx_owned(struct mutex *mtx);
void splassert_fail(int a, int b, const char *func);
#define mtx_init(m, ipl) __mtx_init((m), (ipl))
#define mtx_init_flags(m, ipl, name, flags) __mtx_init((m), (ipl))
#define MUTEX_ASSERT_LOCKED(mtx) do { if ((mtx)->mtx_owner != (void *)1) splassert_fail(0, 1, __func__); } while (0)
#define MUTEX_ASSERT_UNLOCKED(mtx) do { if ((mtx)->mtx_owner == (void *)1) splassert_fail(0, 1, __func__); } while (0)

#define RW_WRITE 0x0001UL
#define RW_READ 0x0002UL
#define RW_DOWNGRADE 0x0004UL
#define RW_INTR 0x0010UL
#define RW_SLEEPFAIL 0x0020UL
#define RW_NOSLEEP 0x0040UL
#define RWL_DUPOK 0x01
#define RWL_IS_VNODE 0x02
void _rw_init_flags(struct rwlock *rwl, const char *name, int flags);
void _rrw_init_flags(struct rrwlock *rrwl, const char *name, int flags);
#define rw_init(rwl, name) _rw_init_flags((rwl), (name), 0)
#define rw_init_flags(rwl, name, flags) _rw_init_flags((rwl), (name), (flags))
#define rrw_init(rrwl, name) _rrw_init_flags((rrwl), (name), 0)
#define rrw_init_flags(rrwl, name, flags) _rrw_init_flags((rrwl), (name), (flags))
void rw_enter_read(struct rwlock *rwl);
void rw_enter_write(struct rwlock *rwl);
void rw_exit_read(struct rwlock *rwl);
void rw_exit_write(struct rwlock *rwl);
int rw_enter(struct rwlock *rwl, int flags);
void rw_exit(struct rwlock *rwl);
int rw_status(struct rwlock *rwl);
int rw_read_held(struct rwlock *rwl);
int rw_write_held(struct rwlock *rwl);
int rw_lock_held(struct rwlock *rwl);
void rw_assert_wrlock(struct rwlock *rwl);
void rw_assert_rdlock(struct rwlock *rwl);
void rw_assert_anylock(struct rwlock *rwl);
void rw_assert_unlocked(struct rwlock *rwl);
int rrw_enter(struct rrwlock *rrwl, int flags);
void rrw_exit(struct rrwlock *rrwl);
void _kernel_lock(void);
void _kernel_unlock(void);
int _kernel_lock_held(void);
#define KERNEL_LOCK() _kernel_lock()
#define KERNEL_UNLOCK() _kernel_unlock()
#define KERNEL_ASSERT_LOCKED() do { if (!_kernel_lock_held()) splassert_fail(0, 1, __func__); } while (0)
#define KERNEL_ASSERT_UNLOCKED() do { if (_kernel_lock_held()) splassert_fail(0, 1, __func__); } while (0)

extern struct rwlock netlock;
extern int splassert_ctl;
#define NET_ASSERT_UNLOCKED() do { if (splassert_ctl > 0 && rw_status(&netlock) == RW_WRITE) splassert_fail(0, 1, __func__); } while (0)
#define NET_ASSERT_LOCKED() do { int _s = rw_status(&netlock); if (splassert_ctl > 0 && _s != RW_WRITE && _s != RW_READ) splassert_fail(2, _s, __func__); } while (0)
#define NET_ASSERT_LOCKED_EXCLUSIVE() do { if (splassert_ctl > 0 && rw_status(&netlock) != RW_WRITE) splassert_fail(1, 0, __func__); } while (0)

#define PCATCH 0x100
#define PNORELOCK 0x200
int tsleep(const volatile void *ident, int priority, const char *wmesg, int timo);
int tsleep_nsec(const volatile void *ident, int priority, const char *wmesg, uint64_t nsecs);
int msleep(const volatile void *ident, struct mutex *mtx, int priority, const char *wmesg, int timo);
int msleep_nsec(const volatile void *ident, struct mutex *mtx, int priority, const char *wmesg, uint64_t nsecs);
int rwsleep(const volatile void *ident, struct rwlock *rwl, int priority, const char *wmesg, int timo);
int rwsleep_nsec(const volatile void *ident, struct rwlock *rwl, int priority, const char *wmesg, uint64_t nsecs);
void wakeup_n(const volatile void *ident, int n);
void wakeup(const volatile void *chan);
#define wakeup_one(c) wakeup_n((c), 1)

#define M_WAITOK 0x0001
#define M_CANFAIL 0x0004
#define M_NOWAIT 0x0002
#define M_DONTWAIT M_NOWAIT
#define M_WAIT M_WAITOK
#define M_DEVBUF 2
#define MT_DATA 1
#define PR_WAITOK 0x0001
#define PR_LIMITFAIL 0x0004
#define PR_NOWAIT 0x0002
#define BUS_DMA_WAITOK 0x0000
#define BUS_DMA_NOWAIT 0x0001
void *malloc(size_t size, int type, int flags);
void *mallocarray(size_t nmemb, size_t size, int type, int flags);
void *pool_get(void *pp, int flags);
void *dma_alloc(size_t size, int prio);
struct mbuf *m_get(int how, int type);
struct mbuf *m_gethdr(int how, int type);
struct mbuf *m_getclr(int how, int type);
void *m_clget(struct mbuf *m, int how, unsigned pktlen);
int m_defrag(struct mbuf *m, int how);
struct mbuf *m_prepend(struct mbuf *m, int len, int how);
struct mbuf *m_split(struct mbuf *m, int len, int how);
struct mbuf *m_copym(struct mbuf *m, int off, int len, int wait);
#define MGET(m, how, type) ((m) = m_get((how), (type)))
#define MGETHDR(m, how, type) ((m) = m_gethdr((how), (type)))
#define MCLGET(m, how) (void)m_clget((m), (how), 2048)
#define MCLGETL(m, how, len) m_clget((m), (how), (len))
#define M_PREPEND(m, plen, how) ((m) = m_prepend((m), (plen), (how)))
int bus_dmamem_alloc(void *t, size_t size, size_t alignment, size_t boundary, void *segs, int nsegs, int *rsegs, int flags);
int bus_dmamap_create(void *t, size_t size, int nsegments, size_t maxsegsz, size_t boundary, int flags, void *dmamp);
int bus_dmamem_map(void *t, void *segs, int nsegs, size_t size, char **kvap, int flags);
int bus_dmamap_load(void *t, void *dmam, void *buf, size_t buflen, struct proc *p, int flags);
int bus_dmamap_load_mbuf(void *t, void *dmam, struct mbuf *chain, int flags);
int bus_dmamap_load_uio(void *t, void *dmam, void *uio, int flags);

void *pci_intr_establish(void *pc, long ih, int level, int (*func)(void *), void *arg, const char *what);
void pci_intr_disestablish(void *pc, void *ih);
void *isa_intr_establish(void *ic, int irq, int type, int level, int (*fun)(void *), void *arg, char *what);
void *softintr_establish(int level, void (*fun)(void *), void *arg);
void *softintr_establish_mpsafe(int level, void (*fun)(void *), void *arg);
#define TIMEOUT_PROC 0x01
#define TIMEOUT_MPSAFE 0x10
#define KCLOCK_NONE (-1)
void timeout_set(struct timeout *to, void (*fn)(void *), void *arg);
void timeout_set_proc(struct timeout *to, void (*fn)(void *), void *arg);
void timeout_set_flags(struct timeout *to, void (*fn)(void *), void *arg, int kclock, int flags);
int timeout_del_barrier(struct timeout *to);
void timeout_barrier(struct timeout *to);
void task_set(struct task *t, void (*fn)(void *), void *arg);
void taskq_del_barrier(struct taskq *tq, struct task *t);
int kthread_create(void (*func)(void *), void *arg, struct proc **newpp, const char *name);
void kthread_create_deferred(void (*func)(void *), void *arg);
void config_mountroot(void *dev, void (*func)(void *));
typedef void (*usbd_callback)(void *xfer, void *priv, int status);
void usbd_setup_xfer(void *xfer, void *pipe, void *priv, void *buffer, unsigned length, unsigned short flags, unsigned timeout, usbd_callback callback);
int usbd_open_pipe_intr(void *iface, unsigned char address, unsigned char flags, void **pipe, void *priv, void *buffer, unsigned length, usbd_callback callback, int ival);
#define usb_init_task(t, f, a, y) ((t)->fun = (f), (t)->arg = (a))
void usb_wait_task(void *dev, struct usb_task *task);
void usb_rem_wait_task(void *dev, struct usb_task *task);

struct softc {
  struct mutex mtx, other;
  struct rwlock rw;
  struct rrwlock rrw;
  struct timeout to;
  struct task task;
  struct taskq *tq;
  struct usb_task utask;
  void *ih;
  int ready;
};
#define HOLD(sc) mtx_enter(&(sc)->mtx)
#define DROP(sc) mtx_leave(&(sc)->mtx)
#define HOLD_OTHER(sc) mtx_enter(&(sc)->other)
#define DROP_OTHER(sc) mtx_leave(&(sc)->other)
#include "shapes.h"
