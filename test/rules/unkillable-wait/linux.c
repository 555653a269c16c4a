// RUN: %check-expect --arg=--level=advice %s -- %kernel-linux
#include "linux.h"
struct inode;
struct file;
struct file_operations {
  int (*open)(struct inode *, struct file *);
  int (*release)(struct inode *, struct file *);
};
int wait_event_interruptible(int *, int);
long wait_event_interruptible_timeout(int *, int, long);

struct demo {
  int queue, busy;
} demo;

static int drain(struct demo *d) {
  return wait_event_interruptible(&d->queue, !d->busy); // expect: unkillable-wait
}

static int release_bad(struct inode *i, struct file *f) {
  return drain(&demo);
}

static int release_limited(struct inode *i, struct file *f) {
  return wait_event_interruptible_timeout(&demo.queue, !demo.busy, 100) <= 0;
}

// Whoever opens it may be killed.
static int open_waits(struct inode *i, struct file *f) {
  return wait_event_interruptible(&demo.queue, !demo.busy);
}

static const struct file_operations bad = {0, release_bad};
static const struct file_operations limited = {open_waits, release_limited};
