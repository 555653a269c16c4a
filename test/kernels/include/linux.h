// Linux as far as the tests of its model need it, spelled as in its headers
// (linux/spinlock.h, mutex.h, rwsem.h, rcupdate.h, gfp_types.h, slab.h, interrupt.h,
// timer.h, workqueue.h, usb.h). What stands in a table of the model, where the name
// alone counts, is declared without parameters by the tests.
typedef unsigned long size_t;
typedef unsigned int gfp_t;
typedef int bool;
typedef int irqreturn_t;
#define NULL ((void *)0)
#define IRQ_HANDLED 1

struct lockdep_map { const char *name; };
typedef struct raw_spinlock { struct lockdep_map dep_map; } raw_spinlock_t;
typedef struct spinlock { struct raw_spinlock rlock; struct lockdep_map dep_map; } spinlock_t;
typedef struct { struct lockdep_map dep_map; } rwlock_t;
struct mutex { long owner; struct lockdep_map dep_map; };
struct rw_semaphore { long count; struct lockdep_map dep_map; };
struct semaphore { int count; };
struct completion { int done; };
struct wait_queue_head { int head; };
struct timer_list { void (*function)(struct timer_list *); };
struct work_struct { void (*func)(struct work_struct *); };
struct delayed_work { struct work_struct work; };
struct tasklet_struct { void (*func)(unsigned long); };
struct workqueue_struct;
struct device;
struct urb { void (*complete)(struct urb *); void *context; };
struct task_struct;

void _raw_spin_lock(raw_spinlock_t *lock);
unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock);
int _raw_spin_trylock(raw_spinlock_t *lock);
void _raw_spin_unlock(raw_spinlock_t *lock);
void _raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags);
void __raw_spin_lock_init(raw_spinlock_t *lock, const char *name);
#define raw_spin_lock(lock) _raw_spin_lock(lock)
#define raw_spin_lock_irq(lock) _raw_spin_lock(lock)
#define raw_spin_lock_bh(lock) _raw_spin_lock(lock)
#define raw_spin_lock_nested(lock, subclass) _raw_spin_lock(lock)
#define raw_spin_lock_irqsave(lock, flags) do { flags = _raw_spin_lock_irqsave(lock); } while (0)
#define raw_spin_trylock(lock) _raw_spin_trylock(lock)
#define raw_spin_trylock_irqsave(lock, flags) ({ flags = 0; _raw_spin_trylock(lock); })
#define raw_spin_unlock(lock) _raw_spin_unlock(lock)
#define raw_spin_unlock_irq(lock) _raw_spin_unlock(lock)
#define raw_spin_unlock_bh(lock) _raw_spin_unlock(lock)
#define raw_spin_unlock_irqrestore(lock, flags) _raw_spin_unlock_irqrestore(lock, flags)
#define raw_spin_lock_init(lock) __raw_spin_lock_init((lock), #lock)
static inline void spin_lock(spinlock_t *lock) { raw_spin_lock(&lock->rlock); }
static inline void spin_lock_irq(spinlock_t *lock) { raw_spin_lock_irq(&lock->rlock); }
static inline void spin_lock_bh(spinlock_t *lock) { raw_spin_lock_bh(&lock->rlock); }
#define spin_lock_nested(lock, subclass) raw_spin_lock_nested(&(lock)->rlock, subclass)
#define spin_lock_nest_lock(lock, nest) raw_spin_lock(&(lock)->rlock)
#define spin_lock_irqsave(lock, flags) raw_spin_lock_irqsave(&(lock)->rlock, flags)
#define spin_lock_irqsave_nested(lock, flags, subclass) raw_spin_lock_irqsave(&(lock)->rlock, flags)
static inline int spin_trylock(spinlock_t *lock) { return raw_spin_trylock(&lock->rlock); }
static inline int spin_trylock_irq(spinlock_t *lock) { return raw_spin_trylock(&lock->rlock); }
static inline int spin_trylock_bh(spinlock_t *lock) { return raw_spin_trylock(&lock->rlock); }
#define spin_trylock_irqsave(lock, flags) ({ raw_spin_trylock_irqsave(&(lock)->rlock, flags); })
static inline void spin_unlock(spinlock_t *lock) { raw_spin_unlock(&lock->rlock); }
static inline void spin_unlock_irq(spinlock_t *lock) { raw_spin_unlock_irq(&lock->rlock); }
static inline void spin_unlock_bh(spinlock_t *lock) { raw_spin_unlock_bh(&lock->rlock); }
static inline void spin_unlock_irqrestore(spinlock_t *lock, unsigned long flags) { raw_spin_unlock_irqrestore(&lock->rlock, flags); }
#define spin_lock_init(lock) __raw_spin_lock_init(&(lock)->rlock, #lock)

void _raw_read_lock(rwlock_t *lock);
void _raw_write_lock(rwlock_t *lock);
int _raw_read_trylock(rwlock_t *lock);
int _raw_write_trylock(rwlock_t *lock);
void _raw_read_unlock(rwlock_t *lock);
void _raw_write_unlock(rwlock_t *lock);
void __rwlock_init(rwlock_t *lock, const char *name);
#define rwlock_init(lock) __rwlock_init((lock), #lock)
#define read_lock(lock) _raw_read_lock(lock)
#define read_lock_irq(lock) _raw_read_lock(lock)
#define read_lock_bh(lock) _raw_read_lock(lock)
#define read_lock_irqsave(lock, flags) do { flags = 0; _raw_read_lock(lock); } while (0)
#define write_lock(lock) _raw_write_lock(lock)
#define write_lock_irq(lock) _raw_write_lock(lock)
#define write_lock_bh(lock) _raw_write_lock(lock)
#define write_lock_irqsave(lock, flags) do { flags = 0; _raw_write_lock(lock); } while (0)
#define read_trylock(lock) _raw_read_trylock(lock)
#define write_trylock(lock) _raw_write_trylock(lock)
#define write_trylock_irqsave(lock, flags) ({ flags = 0; _raw_write_trylock(lock); })
#define read_unlock(lock) _raw_read_unlock(lock)
#define read_unlock_irq(lock) _raw_read_unlock(lock)
#define read_unlock_bh(lock) _raw_read_unlock(lock)
#define read_unlock_irqrestore(lock, flags) _raw_read_unlock(lock)
#define write_unlock(lock) _raw_write_unlock(lock)
#define write_unlock_irq(lock) _raw_write_unlock(lock)
#define write_unlock_bh(lock) _raw_write_unlock(lock)
#define write_unlock_irqrestore(lock, flags) _raw_write_unlock(lock)

void __mutex_init(struct mutex *lock, const char *name, void *key);
#define mutex_init(mutex) __mutex_init((mutex), #mutex, NULL)
void mutex_destroy(struct mutex *lock);
void mutex_lock_nested(struct mutex *lock, unsigned subclass);
int mutex_lock_interruptible_nested(struct mutex *lock, unsigned subclass);
int mutex_lock_killable_nested(struct mutex *lock, unsigned subclass);
void mutex_lock_io(struct mutex *lock);
int mutex_trylock(struct mutex *lock);
void mutex_unlock(struct mutex *lock);
#define mutex_lock(lock) mutex_lock_nested(lock, 0)
#define mutex_lock_interruptible(lock) mutex_lock_interruptible_nested(lock, 0)
#define mutex_lock_killable(lock) mutex_lock_killable_nested(lock, 0)
#define mutex_lock_nest_lock(lock, nest) mutex_lock_nested(lock, 0)
int lock_is_held(const struct lockdep_map *map);
void warn(const char *text);
#define lockdep_is_held(lock) lock_is_held(&(lock)->dep_map)
#define lockdep_assert_held(l) do { if (!lock_is_held(&(l)->dep_map)) warn(#l); } while (0)
#define lockdep_assert_held_write(l) do { if (!lock_is_held(&(l)->dep_map)) warn(#l); } while (0)
#define lockdep_assert_held_read(l) do { if (!lock_is_held(&(l)->dep_map)) warn(#l); } while (0)
#define lockdep_assert_held_once(l) do { if (!lock_is_held(&(l)->dep_map)) warn(#l); } while (0)
#define lockdep_assert_not_held(l) do { if (lock_is_held(&(l)->dep_map)) warn(#l); } while (0)
void down_read(struct rw_semaphore *sem);
void down_read_nested(struct rw_semaphore *sem, int subclass);
void down_read_non_owner(struct rw_semaphore *sem);
int down_read_interruptible(struct rw_semaphore *sem);
int down_read_killable(struct rw_semaphore *sem);
int down_read_trylock(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
void down_write_nested(struct rw_semaphore *sem, int subclass);
int down_write_killable(struct rw_semaphore *sem);
int down_write_killable_nested(struct rw_semaphore *sem, int subclass);
int down_write_trylock(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void up_read_non_owner(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
void downgrade_write(struct rw_semaphore *sem);
void __init_rwsem(struct rw_semaphore *sem, const char *name);
#define init_rwsem(sem) __init_rwsem((sem), #sem)
#define down_write_nest_lock(sem, nest) down_write_nested(sem, 0)
void rcu_read_lock(void);
void rcu_read_unlock(void);
void rcu_read_lock_bh(void);
void rcu_read_unlock_bh(void);
void rcu_read_lock_sched(void);
void rcu_read_unlock_sched(void);

// Values of Linux 6; the model reads them from the headers.
#define __GFP_HIGH 0x20u
#define __GFP_IO 0x40u
#define __GFP_FS 0x80u
#define __GFP_ZERO 0x100u
#define __GFP_DIRECT_RECLAIM 0x400u
#define __GFP_KSWAPD_RECLAIM 0x800u
#define __GFP_RECLAIM (__GFP_DIRECT_RECLAIM | __GFP_KSWAPD_RECLAIM)
#define GFP_KERNEL (__GFP_RECLAIM | __GFP_IO | __GFP_FS)
#define GFP_ATOMIC (__GFP_HIGH | __GFP_KSWAPD_RECLAIM)
#define GFP_NOWAIT (__GFP_KSWAPD_RECLAIM)
#define GFP_NOIO (__GFP_RECLAIM)
void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kvmalloc(size_t size, gfp_t flags);
void *kvzalloc(size_t size, gfp_t flags);
void *kmalloc_node(size_t size, gfp_t flags, int node);
void *kzalloc_node(size_t size, gfp_t flags, int node);
char *kstrdup(const char *s, gfp_t gfp);
void *kmem_cache_alloc(void *cachep, gfp_t flags);
void *kmem_cache_zalloc(void *cachep, gfp_t flags);
void *mempool_alloc(void *pool, gfp_t gfp_mask);
void *alloc_skb(unsigned size, gfp_t priority);
void *nlmsg_new(size_t payload, gfp_t flags);
void *kmalloc_array(size_t n, size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
void *kvmalloc_array(size_t n, size_t size, gfp_t flags);
void *kmemdup(const void *src, size_t len, gfp_t gfp);
void *krealloc(const void *p, size_t new_size, gfp_t flags);
char *kstrndup(const char *s, size_t len, gfp_t gfp);
void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp);
void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp);
void *devm_kcalloc(struct device *dev, size_t n, size_t size, gfp_t flags);
void *devm_kmalloc_array(struct device *dev, size_t n, size_t size, gfp_t flags);
void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp);
void *dma_alloc_coherent(struct device *dev, size_t size, void *dma_handle, gfp_t gfp);
void *dma_alloc_attrs(struct device *dev, size_t size, void *dma_handle, gfp_t flag, unsigned long attrs);
void *alloc_pages(gfp_t gfp, unsigned order);
#define alloc_page(gfp) alloc_pages(gfp, 0)
unsigned long __get_free_pages(gfp_t gfp, unsigned order);
unsigned long get_zeroed_page(gfp_t gfp);
#define __get_free_page(gfp) __get_free_pages((gfp), 0)
int usb_submit_urb(struct urb *urb, gfp_t mem_flags);
struct urb *usb_alloc_urb(int iso_packets, gfp_t mem_flags);

typedef irqreturn_t (*irq_handler_t)(int, void *);
int request_threaded_irq(unsigned irq, irq_handler_t handler, irq_handler_t thread_fn, unsigned long flags, const char *name, void *dev);
int request_irq(unsigned irq, irq_handler_t handler, unsigned long flags, const char *name, void *dev);
int devm_request_threaded_irq(struct device *dev, unsigned irq, irq_handler_t handler, irq_handler_t thread_fn, unsigned long flags, const char *name, void *dev_id);
int devm_request_irq(struct device *dev, unsigned irq, irq_handler_t handler, unsigned long flags, const char *name, void *dev_id);
const void *free_irq(unsigned irq, void *dev);
void synchronize_irq(unsigned irq);
void disable_irq(unsigned irq);
void init_timer_key(struct timer_list *timer, void (*func)(struct timer_list *), unsigned flags);
#define timer_setup(timer, callback, flags) init_timer_key((timer), (callback), (flags))
void setup_timer(struct timer_list *timer, void (*function)(unsigned long), unsigned long data);
int del_timer_sync(struct timer_list *timer);
int timer_delete_sync(struct timer_list *timer);
int timer_shutdown_sync(struct timer_list *timer);
int hrtimer_cancel(void *timer);
#define INIT_WORK(_work, _func) do { (_work)->func = (_func); } while (0)
#define INIT_DELAYED_WORK(_work, _func) INIT_WORK(&(_work)->work, (_func))
#define INIT_DEFERRABLE_WORK(_work, _func) INIT_WORK(&(_work)->work, (_func))
bool cancel_work_sync(struct work_struct *work);
bool cancel_delayed_work_sync(struct delayed_work *dwork);
bool flush_work(struct work_struct *work);
bool flush_delayed_work(struct delayed_work *dwork);
void flush_workqueue(struct workqueue_struct *wq);
void destroy_workqueue(struct workqueue_struct *wq);
void drain_workqueue(struct workqueue_struct *wq);
void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long), unsigned long data);
void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *));
void tasklet_kill(struct tasklet_struct *t);
struct task_struct *kthread_create(int (*threadfn)(void *), void *data, const char *namefmt, ...);
struct task_struct *kthread_create_on_node(int (*threadfn)(void *), void *data, int node, const char *namefmt, ...);
struct task_struct *kthread_run(int (*threadfn)(void *), void *data, const char *namefmt, ...);
void usb_fill_bulk_urb(struct urb *urb, void *dev, unsigned pipe, void *buf, int len, void (*complete)(struct urb *), void *context);
void usb_fill_int_urb(struct urb *urb, void *dev, unsigned pipe, void *buf, int len, void (*complete)(struct urb *), void *context, int interval);
void usb_fill_control_urb(struct urb *urb, void *dev, unsigned pipe, unsigned char *setup, void *buf, int len, void (*complete)(struct urb *), void *context);
void usb_kill_urb(struct urb *urb);
void usb_poison_urb(struct urb *urb);
void usb_kill_anchored_urbs(void *anchor);
void msleep(unsigned msecs);

struct softc {
  spinlock_t lock, other;
  raw_spinlock_t raw;
  rwlock_t rw;
  struct mutex mutex;
  struct rw_semaphore sem;
  struct timer_list timer;
  struct work_struct work;
  struct delayed_work dwork;
  struct tasklet_struct tasklet;
  struct workqueue_struct *wq;
  struct device *dev;
  struct urb *urb;
  unsigned long flags;
  int ready;
};
#define HOLD(sc) spin_lock(&(sc)->lock)
#define DROP(sc) spin_unlock(&(sc)->lock)
#define HOLD_OTHER(sc) spin_lock(&(sc)->other)
#define DROP_OTHER(sc) spin_unlock(&(sc)->other)
#include "shapes.h"
