// A thread ends with a lock held: nobody can give it up any more.
// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos
// RUN: %locktidy check --fail-on=never %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos \
// RUN:   | FileCheck %s

#include <sys/types.h>
#include <sys/debug.h>
#include <sys/ksynch.h>

void thread_exit(void);
void *thread_create(caddr_t stk, size_t size, void (*proc)(void *), void *arg, size_t len, void *pp,
                    int state, int pri);

typedef struct soft {
  kmutex_t lock;
  kcondvar_t cv;
  int dying, running;
} soft_t;

// No other path gives it up: still it is none that callers could.
// CHECK: thread-end.c:[[@LINE+9]]:{{[0-9]+}}: error: ends the thread in 'thread_exit' while holding mutex 'sp->lock'
// CHECK: note: mutex 'sp->lock' acquired here
// CHECK: note: ends the thread in 'thread_exit' here
void thread_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->dying)
    cv_wait(&sp->cv, &sp->lock);
  sp->running = 0;
  cv_broadcast(&sp->cv);
  thread_exit(); // expect: lock-leak
}

void thread_good(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!sp->dying)
    cv_wait(&sp->cv, &sp->lock);
  sp->running = 0;
  cv_broadcast(&sp->cv);
  mutex_exit(&sp->lock);
  thread_exit();
}

// In a callee, which one caller tells to leave the lock alone.
static void finish(soft_t *sp, int locked) {
  sp->running = 0;
  if (locked)
    mutex_exit(&sp->lock);
  thread_exit();
}

void by_callee_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  finish(sp, 0); // expect: lock-leak
}

void by_callee_good(soft_t *sp) {
  mutex_enter(&sp->lock);
  finish(sp, 1);
}

// Which lock the pointer means, a caller has said.
typedef struct watch {
  kmutex_t *lockp;
  soft_t soft;
} watch_t;

void by_pointer_good(watch_t *w) {
  ASSERT(MUTEX_HELD(&w->soft.lock));
  w->soft.running = 0;
  mutex_exit(w->lockp);
  thread_exit();
}

// What it asserts is held, whoever calls it.
void asserting_bad(soft_t *sp) {
  ASSERT(MUTEX_HELD(&sp->lock));
  sp->running = 0;
  thread_exit(); // expect: lock-leak
}

// A callee asserts what nobody has taken: the thread has nothing to give up.
typedef struct worker {
  kmutex_t lock;
  int left;
} worker_t;

static void work(worker_t *w) {
  ASSERT(MUTEX_HELD(&w->lock));
  w->left--;
}

static void worker_ok(void *arg) {
  worker_t *w = arg;

  work(w);
  thread_exit();
}

static void worker_bad(void *arg) {
  worker_t *w = arg;

  mutex_enter(&w->lock);
  work(w);
  thread_exit(); // expect: lock-leak
}

void start_workers(worker_t *w) {
  thread_create(NULL, 0, worker_ok, w, 0, NULL, 0, 0);
  thread_create(NULL, 0, worker_bad, w, 0, NULL, 0, 0);
}
