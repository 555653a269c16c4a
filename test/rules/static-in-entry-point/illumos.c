// Static variables of functions that two threads can be in.
// RUN: %locktidy check -q --level=advice %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos | FileCheck %s '--implicit-check-not={{advice:|warning:|error:}}'

#include <sys/types.h>
#include <sys/conf.h>
#include <sys/ksynch.h>

static kmutex_t lock;

static int foo_open(dev_t *dev, int flag, int otyp, cred_t *cr) {
  static int opened;

  opened++;
  // CHECK: :[[#@LINE-1]]:{{.*}} advice: static variable {{.*}} [locktidy-static-in-entry-point]
  return (opened);
}

static int foo_close(dev_t dev, int flag, int otyp, cred_t *cr) {
  static int closed;

  mutex_enter(&lock);
  closed++;
  mutex_exit(&lock);
  return (0);
}

static struct cb_ops foo_cb_ops = {foo_open, foo_close};
