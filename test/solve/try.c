// RUN: %locktidy graph --all --solved %s -- %illumos \
// RUN:   | FileCheck %s --implicit-check-not=clash --implicit-check-not=untold \
// RUN:       --implicit-check-not='{{[;(] ?}}may'
// Try, upgrade and downgrade.
#include <sys/types.h>
#include <sys/ksynch.h>

typedef struct {
  kmutex_t lock, other;
  krwlock_t rw;
} soft_t;

// CHECK-LABEL: solved tried(sp) in try.c:
// CHECK-NEXT:   observe acquire mutex_tryenter sp->lock (kmutex) try @
// CHECK-NEXT:   observe release mutex_exit sp->lock (kmutex); held sp->lock @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
void tried(soft_t *sp) {
  if (mutex_tryenter(&sp->lock) == 0)
    return;
  mutex_exit(&sp->lock);
}

// CHECK-LABEL: solved back_off(sp) in try.c:
// CHECK-NEXT:   observe acquire mutex_enter sp->lock (kmutex) @
// CHECK-NEXT:   observe acquire mutex_tryenter sp->other (kmutex) try; held sp->lock @
// CHECK-NEXT:   observe release mutex_exit sp->lock (kmutex); held sp->lock @
// CHECK-NEXT:   observe acquire mutex_enter sp->lock (kmutex) @
// CHECK-NEXT:   observe release mutex_exit sp->other (kmutex); held sp->lock, sp->other @
// CHECK-NEXT:   observe release mutex_exit sp->lock (kmutex); held sp->lock @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire mutex_enter sp->lock (kmutex); class soft_t::lock @
void back_off(soft_t *sp) {
  mutex_enter(&sp->lock);
  while (!mutex_tryenter(&sp->other)) {
    mutex_exit(&sp->lock);
    mutex_enter(&sp->lock);
  }
  mutex_exit(&sp->other);
  mutex_exit(&sp->lock);
}

// CHECK-LABEL: solved modes(sp) in try.c:
// CHECK-NEXT:   observe acquire rw_enter sp->rw (krwlock, shared) @
// CHECK-NEXT:   observe upgrade rw_tryupgrade sp->rw (krwlock); held sp->rw (shared) @
// CHECK-NEXT:   observe release rw_exit sp->rw (krwlock); held sp->rw (shared) @
// CHECK-NEXT:   observe acquire rw_enter sp->rw (krwlock) @
// CHECK-NEXT:   observe downgrade rw_downgrade sp->rw (krwlock); held sp->rw @
// CHECK-NEXT:   observe release rw_exit sp->rw (krwlock); held sp->rw (shared) @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire rw_enter sp->rw (krwlock, shared); class soft_t::rw @
// CHECK-NEXT:   event acquire rw_enter sp->rw (krwlock); class soft_t::rw @
void modes(soft_t *sp) {
  rw_enter(&sp->rw, RW_READER);
  if (!rw_tryupgrade(&sp->rw)) {
    rw_exit(&sp->rw);
    rw_enter(&sp->rw, RW_WRITER);
  }
  rw_downgrade(&sp->rw);
  rw_exit(&sp->rw);
}

// CHECK-LABEL: solved again(sp) in try.c:
// CHECK-NEXT:   observe acquire mutex_enter sp->lock (kmutex) @
// CHECK-NEXT:   observe acquire mutex_enter sp->lock (kmutex); held sp->lock; clash recursive @
// CHECK-NEXT:   never returns{{$}}
// CHECK-NEXT:   event acquire mutex_enter sp->lock (kmutex); class soft_t::lock @
void again(soft_t *sp) {
  mutex_enter(&sp->lock);
  mutex_enter(&sp->lock);
  mutex_exit(&sp->lock);
}

// CHECK-LABEL: solved readers(sp) in try.c:
// CHECK-NEXT:   observe acquire rw_enter sp->rw (krwlock, shared) @
// CHECK-NEXT:   observe acquire rw_enter sp->rw (krwlock, shared); held sp->rw (shared) @
// CHECK-NEXT:   observe release rw_exit sp->rw (krwlock); held sp->rw (shared, count 2) @
// CHECK-NEXT:   observe release rw_exit sp->rw (krwlock); held sp->rw (shared) @
// CHECK-NEXT:   exit returns @
// CHECK-NEXT:   case returns{{$}}
// CHECK-NEXT:   event acquire rw_enter sp->rw (krwlock, shared); class soft_t::rw @
void readers(soft_t *sp) {
  rw_enter(&sp->rw, RW_READER);
  rw_enter(&sp->rw, RW_READER);
  rw_exit(&sp->rw);
  rw_exit(&sp->rw);
}
