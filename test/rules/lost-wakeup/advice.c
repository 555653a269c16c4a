// Woken after the lock was given up: advice.
// RUN: %locktidy check --level=advice --rules=lost-wakeup %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos | FileCheck %s

#include <sys/types.h>
#include <sys/ksynch.h>

typedef struct soft {
  kmutex_t lock;
  kcondvar_t cv;
  int ready;
} soft_t;

void wait_for(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->ready)
    cv_wait(&sp->cv, &sp->lock);
  mutex_exit(&sp->lock);
}

void late(soft_t *sp) {
  mutex_enter(&sp->lock);
  sp->ready = 1;
  mutex_exit(&sp->lock);
  // CHECK: advice.c:[[#@LINE+1]]:3: advice: 'cv_broadcast' wakes those who wait with 'struct soft::lock' without it
  cv_broadcast(&sp->cv);
}
