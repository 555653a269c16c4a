// RUN: %check-expect %s -- %kernel-linux
// The work of another object of the same kind, which takes that one's lock. Seen in
// linux: drivers/block/rbd.c, rbd_dev_remove_parent().
#include "linux.h"
int cancel_work_sync(struct work_struct *);

struct disk {
  struct mutex lock;
  struct work_struct work;
  struct disk *parent;
};

static void disk_work(struct work_struct *w) {
  struct disk *d = (struct disk *)((char *)w - __builtin_offsetof(struct disk, work));

  mutex_lock(&d->lock);
  mutex_unlock(&d->lock);
}

void disk_init(struct disk *d) { INIT_WORK(&d->work, disk_work); }

void disk_put_parent_ok(struct disk *d) {
  mutex_lock(&d->lock);
  cancel_work_sync(&d->parent->work);
  mutex_unlock(&d->lock);
}

void disk_put_bad(struct disk *d) {
  mutex_lock(&d->lock);
  cancel_work_sync(&d->work); // expect: drain-under-lock
  mutex_unlock(&d->lock);
}
