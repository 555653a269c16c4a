// RUN: %idiom %s
// A reference taken for a work item is given back, under a spinlock, when the
// item was queued already: whoever queued it has another one, so that this one
// is not the last.
// Seen in linux: drivers/block/drbd/drbd_worker.c, drbd_endio_write_sec_final().
// Broken: the object is destroyed, whatever the count says.
#include "linux.h"
#define container_of(ptr, type, member) \
  ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))
bool queue_work(struct workqueue_struct *wq, struct work_struct *work);

typedef struct { int counter; } refcount_t;
void refcount_inc(refcount_t *r);
bool refcount_dec_and_test(refcount_t *r);
struct kref { refcount_t refcount; };

static inline int kref_put(struct kref *kref, void (*release)(struct kref *)) {
  if (refcount_dec_and_test(&kref->refcount)) {
    release(kref);
    return 1;
  }
  return 0;
}

struct drbd {
  spinlock_t req_lock;
  struct kref kref;
  struct workqueue_struct *wq;
  struct work_struct work;
};

static void drbd_destroy(struct kref *kref) {
  struct drbd *d = container_of(kref, struct drbd, kref);
  destroy_workqueue(d->wq);
}

void endio(struct drbd *d, struct workqueue_struct *acks) {
  unsigned long flags;

  spin_lock_irqsave(&d->req_lock, flags);
  refcount_inc(&d->kref.refcount);
  if (!queue_work(acks, &d->work))
#ifdef BROKEN
    drbd_destroy(&d->kref); /* expect: sleep-under-lock */
#else
    kref_put(&d->kref, drbd_destroy);
#endif
  spin_unlock_irqrestore(&d->req_lock, flags);
}
