// illumos as far as the tests of its model need it, spelled as in its headers
// (sys/mutex.h, rwlock.h, condvar.h, semaphore.h, kmem.h, sunddi.h, ddi_intr.h,
// usb/usba.h, scsi/scsi.h). What stands in a table of the model, where the name
// alone counts, is declared without parameters by the tests.
typedef unsigned int uint_t;
typedef unsigned long ulong_t;
typedef unsigned long size_t;
typedef unsigned long uintptr_t;
typedef unsigned char uchar_t;
typedef long clock_t;
typedef long long hrtime_t;
typedef char *caddr_t;
typedef int boolean_t;
typedef long pri_t;
#define NULL ((void *)0)
#define B_TRUE 1

typedef struct mutex { void *_opaque[1]; } kmutex_t;
typedef struct _krwlock { void *_opaque[1]; } krwlock_t;
typedef struct _kcondvar { unsigned short _opaque; } kcondvar_t;
typedef struct _ksema { void *_opaque[2]; } ksema_t;
typedef enum { MUTEX_ADAPTIVE = 0, MUTEX_SPIN = 1, MUTEX_DRIVER = 4, MUTEX_DEFAULT = 6 } kmutex_type_t;
typedef enum { RW_DRIVER = 2, RW_DEFAULT = 4 } krw_type_t;
typedef enum { RW_WRITER, RW_READER } krw_t;
typedef struct dev_info dev_info_t;
typedef struct __ddi_iblock_cookie *ddi_iblock_cookie_t;
typedef struct __ddi_idevice_cookie ddi_idevice_cookie_t;
typedef struct __ddi_intr_handle *ddi_intr_handle_t;
typedef struct __ddi_softint_handle *ddi_softint_handle_t;
typedef struct __ddi_softintr *ddi_softintr_t;
typedef uint_t (ddi_intr_handler_t)(caddr_t arg1, caddr_t arg2);
typedef struct __timeout_id *timeout_id_t;
typedef struct __ddi_periodic *ddi_periodic_t;
typedef struct ddi_taskq ddi_taskq_t;
typedef struct taskq taskq_t;
typedef uintptr_t taskqid_t;
typedef void (task_func_t)(void *);
typedef struct queue queue_t;
typedef uintptr_t bufcall_id_t;
#define DDI_SUCCESS 0
#define DDI_INTR_PRI(pri) (void *)((uintptr_t)(pri))
#define DDI_INTR_CLAIMED 1

// sys/mutex.h, sys/rwlock.h
extern void *panicstr;
void mutex_init(kmutex_t *mp, char *name, kmutex_type_t type, void *cookie);
void mutex_destroy(kmutex_t *mp);
void mutex_enter(kmutex_t *mp);
int mutex_tryenter(kmutex_t *mp);
void mutex_exit(kmutex_t *mp);
int mutex_owned(const kmutex_t *mp);
struct _kthread *mutex_owner(const kmutex_t *mp);
#define MUTEX_HELD(x) (mutex_owned(x))
#define MUTEX_NOT_HELD(x) (!mutex_owned(x) || panicstr)
void rw_init(krwlock_t *lp, char *name, krw_type_t type, void *arg);
void rw_destroy(krwlock_t *lp);
void rw_enter(krwlock_t *lp, krw_t rw);
int rw_tryenter(krwlock_t *lp, krw_t rw);
void rw_exit(krwlock_t *lp);
void rw_downgrade(krwlock_t *lp);
int rw_tryupgrade(krwlock_t *lp);
int rw_read_held(krwlock_t *lp);
int rw_write_held(krwlock_t *lp);
int rw_lock_held(krwlock_t *lp);
int rw_read_locked(krwlock_t *lp);
int rw_iswriter(krwlock_t *lp);
void *rw_owner(krwlock_t *lp);
#define RW_READ_HELD(x) (rw_read_held((x)))
#define RW_WRITE_HELD(x) (rw_write_held((x)))
#define RW_LOCK_HELD(x) (rw_lock_held((x)))
#define RW_ISWRITER(x) (rw_iswriter(x))

// sys/condvar.h, sys/semaphore.h
void cv_wait(kcondvar_t *cvp, kmutex_t *mp);
void cv_wait_stop(kcondvar_t *cvp, kmutex_t *mp, int wakeup);
void cv_wait_io(kcondvar_t *cvp, kmutex_t *mp);
int cv_wait_sig(kcondvar_t *cvp, kmutex_t *mp);
int cv_wait_sig_swap(kcondvar_t *cvp, kmutex_t *mp);
int cv_wait_sig_swap_core(kcondvar_t *cvp, kmutex_t *mp, int *sigret);
void cv_wait_interruptible(kcondvar_t *cvp, kmutex_t *mp);
clock_t ddi_get_lbolt(void);
clock_t cv_timedwait(kcondvar_t *cvp, kmutex_t *mp, clock_t tim);
clock_t cv_timedwait_hires(kcondvar_t *cvp, kmutex_t *mp, hrtime_t tim, hrtime_t res, int flag);
clock_t cv_reltimedwait(kcondvar_t *cvp, kmutex_t *mp, clock_t delta, int res);
clock_t cv_timedwait_sig(kcondvar_t *cvp, kmutex_t *mp, clock_t tim);
clock_t cv_reltimedwait_sig(kcondvar_t *cvp, kmutex_t *mp, clock_t delta, int res);
int cv_timedwait_sig_hrtime(kcondvar_t *cvp, kmutex_t *mp, hrtime_t tim);
int cv_waituntil_sig(kcondvar_t *cvp, kmutex_t *mp, void *when, int timecheck);
int cv_timedwait_interruptible(kcondvar_t *cvp, kmutex_t *mp, clock_t tim);
void cv_signal(kcondvar_t *cvp);
void cv_broadcast(kcondvar_t *cvp);
void sema_p(ksema_t *sp);
int sema_p_sig(ksema_t *sp);
void sema_v(ksema_t *sp);
void delay(clock_t ticks);
int delay_sig(clock_t ticks);
void drv_usecwait(clock_t microsecs);

// sys/kmem.h, sys/vmem.h, sys/sunddi.h
#define KM_SLEEP 0x0000
#define KM_NOSLEEP 0x0001
#define KM_PUSHPAGE 0x0004
#define VM_SLEEP 0x0000
#define VM_NOSLEEP 0x0001
#define DDI_UMEM_SLEEP 0x0
#define DDI_UMEM_NOSLEEP 0x1
#define DDI_SLEEP 0
#define DDI_NOSLEEP 1
#define TQ_SLEEP 0x00
#define TQ_NOSLEEP 0x01
#define FKIOCTL 0x80000000
#define DDI_DMA_DONTWAIT ((int (*)(caddr_t))0)
#define DDI_DMA_SLEEP ((int (*)(caddr_t))1)
#define NULL_FUNC ((int (*)())0)
#define SLEEP_FUNC ((int (*)())1)
void *kmem_alloc(size_t size, int kmflag);
void *kmem_zalloc(size_t size, int kmflag);
void *kmem_cache_alloc(void *cp, int kmflag);
void *vmem_alloc(void *vmp, size_t size, int vmflag);
void *vmem_xalloc(void *vmp, size_t size, size_t align, size_t phase, size_t nocross, void *minaddr, void *maxaddr, int vmflag);
void *vmem_create(const char *name, void *base, size_t size, size_t quantum, void *afunc, void *ffunc, void *source, size_t qcache_max, int vmflag);
void *ddi_umem_alloc(size_t size, int flag, void **cookiep);
char *ddi_strdup(const char *str, int flag);
void *getrbuf(int sleepflag);
int nvlist_alloc(void **nvlp, uint_t nvflag, int kmflag);
int nvlist_dup(void *nvl, void **nvlp, int kmflag);
int nvlist_pack(void *nvl, char **bufp, size_t *buflen, int encoding, int kmflag);
int nvlist_unpack(char *buf, size_t buflen, void **nvlp, int kmflag);
int ddi_copyin(const void *buf, void *driverbuf, size_t cn, int flags);
int ddi_copyout(const void *driverbuf, void *buf, size_t cn, int flags);
int ddi_log_sysevent(dev_info_t *dip, char *vendor, char *class, char *subclass, void *attr_list, void *eidp, int sleep_flag);
int ddi_dma_alloc_handle(dev_info_t *dip, void *attr, int (*waitfp)(caddr_t), caddr_t arg, void *handlep);
int ddi_dma_mem_alloc(void *handle, size_t length, void *accattrp, uint_t flags, int (*waitfp)(caddr_t), caddr_t arg, caddr_t *kaddrp, size_t *real_length, void *handlep);
int ddi_dma_addr_bind_handle(void *handle, void *as, caddr_t addr, size_t len, uint_t flags, int (*waitfp)(caddr_t), caddr_t arg, void *cookiep, uint_t *ccountp);
int ddi_dma_buf_bind_handle(void *handle, void *bp, uint_t flags, int (*waitfp)(caddr_t), caddr_t arg, void *cookiep, uint_t *ccountp);
struct scsi_pkt *scsi_init_pkt(void *ap, struct scsi_pkt *pktp, void *bp, int cmdlen, int statuslen, int privatelen, int flags, int (*callback)(caddr_t), caddr_t arg);
struct buf *scsi_alloc_consistent_buf(void *ap, struct buf *bp, size_t datalen, uint_t bflags, int (*callback)(caddr_t), caddr_t arg);
int scsi_probe(void *devp, int (*callback)());
int scsi_poll(struct scsi_pkt *pkt);
bufcall_id_t bufcall(size_t size, uint_t pri, void (*func)(void *), void *arg);
bufcall_id_t esbbcall(uint_t pri, void (*func)(void *), void *arg);
bufcall_id_t qbufcall(queue_t *q, size_t size, uint_t pri, void (*func)(void *), void *arg);

// sys/ddi_intr.h, sys/sunddi.h, sys/taskq.h, sys/thread.h
int ddi_intr_get_pri(ddi_intr_handle_t h, uint_t *prip);
uint_t ddi_intr_get_hilevel_pri(void);
int ddi_intr_hilevel(dev_info_t *dip, uint_t inumber);
int ddi_intr_add_handler(ddi_intr_handle_t h, ddi_intr_handler_t *inthandler, void *arg1, void *arg2);
int ddi_intr_remove_handler(ddi_intr_handle_t h);
int ddi_intr_add_softint(dev_info_t *dip, ddi_softint_handle_t *h, int soft_pri, ddi_intr_handler_t handler, void *arg1);
int ddi_intr_remove_softint(ddi_softint_handle_t h);
int ddi_add_intr(dev_info_t *dip, uint_t inumber, ddi_iblock_cookie_t *iblock_cookiep, ddi_idevice_cookie_t *idevice_cookiep, uint_t (*int_handler)(caddr_t), caddr_t arg);
void ddi_remove_intr(dev_info_t *dip, uint_t inumber, ddi_iblock_cookie_t cookie);
int ddi_add_softintr(dev_info_t *dip, int preference, ddi_softintr_t *idp, ddi_iblock_cookie_t *iblock_cookiep, ddi_idevice_cookie_t *idevice_cookiep, uint_t (*int_handler)(caddr_t), caddr_t arg);
void ddi_remove_softintr(ddi_softintr_t id);
timeout_id_t timeout(void (*func)(void *), void *arg, clock_t delta);
timeout_id_t realtime_timeout(void (*func)(void *), void *arg, clock_t delta);
timeout_id_t qtimeout(queue_t *q, void (*func)(void *), void *arg, clock_t delta);
clock_t untimeout(timeout_id_t id);
clock_t quntimeout(queue_t *q, timeout_id_t id);
#define DDI_IPL_0 0
#define DDI_IPL_7 7
ddi_periodic_t ddi_periodic_add(void (*func)(void *), void *arg, hrtime_t interval, int level);
void ddi_periodic_delete(ddi_periodic_t request);
taskqid_t taskq_dispatch(taskq_t *tq, task_func_t func, void *arg, uint_t flags);
int ddi_taskq_dispatch(ddi_taskq_t *tq, void (*func)(void *), void *arg, uint_t dflags);
void taskq_wait(taskq_t *tq);
void ddi_taskq_wait(ddi_taskq_t *tq);
void taskq_destroy(taskq_t *tq);
void ddi_taskq_destroy(ddi_taskq_t *tq);
struct kthread *thread_create(caddr_t stk, size_t stksize, void (*proc)(), void *arg, size_t len, void *pp, int state, pri_t pri);

// sys/usb/usba.h
#define USB_FLAGS_SLEEP 0x0100
int usb_pipe_close(dev_info_t *dip, void *ph, int flags, void *cb, void *arg);
int usb_pipe_reset(dev_info_t *dip, void *ph, int flags, void *cb, void *arg);
int usb_pipe_drain_reqs(dev_info_t *dip, void *ph, uint_t timeout, int flags, void *cb, void *arg);
int usb_pipe_ctrl_xfer(void *ph, void *req, int flags);
int usb_pipe_bulk_xfer(void *ph, void *req, int flags);
int usb_pipe_intr_xfer(void *ph, void *req, int flags);
int usb_pipe_isoc_xfer(void *ph, void *req, int flags);
void usb_pipe_stop_intr_polling(void *ph, int flags);
void usb_pipe_stop_isoc_polling(void *ph, int flags);
void *usb_alloc_bulk_req(dev_info_t *dip, size_t len, int flags);
void *usb_alloc_ctrl_req(dev_info_t *dip, size_t len, int flags);
void *usb_alloc_intr_req(dev_info_t *dip, size_t len, int flags);
void *usb_alloc_isoc_req(dev_info_t *dip, uint_t count, size_t len, int flags);
int usb_async_req(dev_info_t *dip, void (*func)(void *), void *arg, int flags);

// sys/cmn_err.h, sys/debug.h
#define CE_NOTE 1
#define CE_WARN 2
#define CE_PANIC 3
void cmn_err(int ce_level, const char *fmt, ...);
void vcmn_err(int ce_level, const char *fmt, void *adx);
void panic(const char *fmt, ...);
int assfail(const char *a, const char *f, int l);
#define ASSERT(EX) ((void)((EX) || assfail(#EX, __FILE__, __LINE__)))

struct softc {
  kmutex_t mtx, other, spin, unknown;
  krwlock_t rw;
  kcondvar_t cv;
  ksema_t sema;
  dev_info_t *dip;
  ddi_intr_handle_t intr;
  ddi_softint_handle_t softint;
  ddi_softintr_t softintr;
  ddi_iblock_cookie_t iblock;
  ddi_taskq_t *ddi_tq;
  taskq_t *tq;
  timeout_id_t tid;
  ddi_periodic_t periodic;
  queue_t *q;
  void *cookie;
  int ready;
};
#define HOLD(sc) mutex_enter(&(sc)->mtx)
#define DROP(sc) mutex_exit(&(sc)->mtx)
#define HOLD_OTHER(sc) mutex_enter(&(sc)->other)
#define DROP_OTHER(sc) mutex_exit(&(sc)->other)
#include "shapes.h"
