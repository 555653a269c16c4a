// The layer for Linux drivers in FreeBSD as far as its tests need it, spelled as
// in its headers (sys/ofed/include/linux: spinlock.h, rwlock.h, mutex.h, rwsem.h,
// delay.h, timer.h, workqueue.h), over the FreeBSD of freebsd.h. What stands in a
// table of the model, where the name alone counts, is declared without parameters.
#include "freebsd.h"
#define _LINUX_SPINLOCK_H_

typedef struct { struct mtx m; } spinlock_t;
typedef struct { struct rwlock rw; } rwlock_t;
struct mutex { struct sx sx; };
struct rw_semaphore { struct sx sx; };
struct timer_list { struct callout timer_callout; void (*function)(unsigned long); unsigned long data; };
struct work_struct { struct task work_task; void (*fn)(struct work_struct *); };

#define spin_lock(l) mtx_lock(&(l)->m)
#define spin_lock_irq(l) spin_lock(l)
#define spin_lock_irqsave(l, flags) do { (flags) = 0; spin_lock(l); } while (0)
#define spin_trylock(l) mtx_trylock(&(l)->m)
#define spin_unlock(l) mtx_unlock(&(l)->m)
#define spin_unlock_irqrestore(l, flags) do { spin_unlock(l); } while (0)
#define read_lock(l) rw_rlock(&(l)->rw)
#define read_unlock(l) rw_runlock(&(l)->rw)
#define write_lock(l) rw_wlock(&(l)->rw)
#define write_unlock(l) rw_wunlock(&(l)->rw)
#define mutex_lock(m) sx_xlock(&(m)->sx)
#define mutex_lock_interruptible(m) ({ mutex_lock(m); 0; })
#define mutex_trylock(m) !!sx_try_xlock(&(m)->sx)
#define mutex_unlock(m) sx_xunlock(&(m)->sx)
#define down_read(s) sx_slock(&(s)->sx)
#define down_write(s) sx_xlock(&(s)->sx)
#define down_read_trylock(s) !!sx_try_slock(&(s)->sx)
#define down_write_trylock(s) !!sx_try_xlock(&(s)->sx)
#define up_read(s) sx_sunlock(&(s)->sx)
#define up_write(s) sx_xunlock(&(s)->sx)
#define downgrade_write(s) sx_downgrade(&(s)->sx)
static inline void native_sleep(struct mtx *m) { msleep(m, m, 0, "w", 0); }
void linux_msleep(int ms);
#undef msleep
#define msleep linux_msleep

struct driver {
  spinlock_t lock, other;
  rwlock_t rw;
  struct mutex mutex;
  struct rw_semaphore sem;
  struct timer_list timer;
  struct work_struct work;
  unsigned long flags;
  int ready;
};
#undef HOLD
#undef DROP
#undef HOLD_OTHER
#undef DROP_OTHER
#define softc driver
#define HOLD(sc) spin_lock(&(sc)->lock)
#define DROP(sc) spin_unlock(&(sc)->lock)
#define HOLD_OTHER(sc) spin_lock(&(sc)->other)
#define DROP_OTHER(sc) spin_unlock(&(sc)->other)
