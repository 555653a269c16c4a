// Scoped guards, spelled as in linux/cleanup.h: the lock is given back at each way
// out of the scope.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

#define CAT2(a, b) a##b
#define CAT(a, b) CAT2(a, b)
#define __cleanup(f) __attribute__((cleanup(f)))
#define DEFINE_FREE(name, type, free) static inline void __free_##name(void *p) { type _T = *(type *)p; free; }
#define __free(name) __cleanup(__free_##name)
#define DEFINE_CLASS(name, type, exit, init, args...) \
  typedef type class_##name##_t; \
  static inline void class_##name##_destructor(type *p) { type _T = *p; exit; } \
  static inline type class_##name##_constructor(args) { type t = init; return t; }
#define EXTEND_CLASS(name, ext, init, args...) \
  typedef class_##name##_t class_##name##ext##_t; \
  static inline void class_##name##ext##_destructor(class_##name##_t *p) { class_##name##_destructor(p); } \
  static inline class_##name##_t class_##name##ext##_constructor(args) { class_##name##_t t = init; return t; }
#define CLASS(name, var) class_##name##_t var __cleanup(class_##name##_destructor) = class_##name##_constructor
#define DEFINE_GUARD(name, type, lock, unlock) \
  DEFINE_CLASS(name, type, if (_T) { unlock; }, ({ lock; _T; }), type _T) \
  static inline void *class_##name##_lock_ptr(class_##name##_t *_T) { return *_T; }
#define DEFINE_GUARD_COND(name, ext, lock) \
  EXTEND_CLASS(name, ext, ({ void *_t = _T; if (_T && !(lock)) _t = NULL; _t; }), class_##name##_t _T) \
  static inline void *class_##name##ext##_lock_ptr(class_##name##_t *_T) { return class_##name##_lock_ptr(_T); }
#define DEFINE_LOCK_GUARD_1(name, type, do_lock, unlock, fields...) \
  typedef struct { type *lock; fields; } class_##name##_t; \
  static inline void class_##name##_destructor(class_##name##_t *_T) { if (_T->lock) { unlock; } } \
  static inline void *class_##name##_lock_ptr(class_##name##_t *_T) { return _T->lock; } \
  static inline class_##name##_t class_##name##_constructor(type *l) { class_##name##_t _t = {.lock = l}, *_T = &_t; do_lock; return _t; }
#define DEFINE_LOCK_GUARD_1_COND(name, ext, condlock, type) \
  EXTEND_CLASS(name, ext, ({ class_##name##_t _t = {.lock = l}, *_T = &_t; if (_T->lock && !(condlock)) _T->lock = NULL; _t; }), type *l) \
  static inline void *class_##name##ext##_lock_ptr(class_##name##_t *_T) { return class_##name##_lock_ptr(_T); }
#define guard(name) CLASS(name, CAT(guard_, __LINE__))
#define __guard_ptr(name) class_##name##_lock_ptr
#define scoped_guard(name, args...) \
  for (CLASS(name, scope)(args), *done = NULL; __guard_ptr(name)(&scope) && !done; done = (void *)1)
#define scoped_cond_guard(name, fail, args...) \
  for (CLASS(name, scope)(args), *done = NULL; !done; done = (void *)1) if (!__guard_ptr(name)(&scope)) fail; else

DEFINE_FREE(kfree, void *, if (_T) kfree(_T))
DEFINE_FREE(mutex, struct mutex *, if (_T) mutex_unlock(_T))
DEFINE_GUARD(mutex, struct mutex *, mutex_lock(_T), mutex_unlock(_T))
DEFINE_GUARD_COND(mutex, _try, mutex_trylock(_T))
DEFINE_LOCK_GUARD_1(spinlock, spinlock_t, spin_lock(_T->lock), spin_unlock(_T->lock))
DEFINE_LOCK_GUARD_1_COND(spinlock, _try, spin_trylock(_T->lock), spinlock_t)
DEFINE_LOCK_GUARD_1(spinlock_irqsave, spinlock_t, spin_lock_irqsave(_T->lock, _T->flags), spin_unlock_irqrestore(_T->lock, _T->flags), unsigned long flags)
int work(struct softc *sc);
void use(void *p);
#define AFTER(...) int FN(struct softc *sc, int n) { __VA_ARGS__ return 0; }

// The way out in the middle, and what comes after the scope, hold nothing.
AFTER({ guard(mutex)(&sc->mutex); if (n) return 1; } mutex_lock(&sc->mutex); mutex_unlock(&sc->mutex);)
AFTER({ guard(spinlock)(&sc->lock); if (n) return 1; } msleep(1);)
AFTER({ guard(spinlock_irqsave)(&sc->lock); if (n) return 1; } spin_lock(&sc->lock); spin_unlock(&sc->lock);)
AFTER(scoped_guard(mutex, &sc->mutex) { if (n) return 1; } mutex_lock(&sc->mutex); mutex_unlock(&sc->mutex);)
AFTER(scoped_guard(spinlock, &sc->lock) { if (n) return 1; } msleep(1);)
AFTER(scoped_guard(spinlock, &sc->lock) sc->ready = n; scoped_guard(spinlock, &sc->lock) sc->ready = n + 1;)
AFTER(CLASS(spinlock, held)(&sc->lock); if (n) return 1; sc->ready = n;)
AFTER(void *p __free(kfree) = kmalloc(8, GFP_KERNEL); if (!p) return 1; use(p);)
AFTER(mutex_lock(&sc->mutex); struct mutex *m __free(mutex) = &sc->mutex; if (n) return 1; sc->ready = n;)
AFTER(scoped_cond_guard(mutex_try, return 1, &sc->mutex) { sc->ready = n; } mutex_lock(&sc->mutex); mutex_unlock(&sc->mutex);)
AFTER(scoped_cond_guard(spinlock_try, return 1, &sc->lock) { sc->ready = n; } msleep(1);)

// Within the scope they are held.
AFTER(guard(mutex)(&sc->mutex); mutex_lock(&sc->mutex); mutex_unlock(&sc->mutex);) // expect: recursive-lock
AFTER(guard(spinlock)(&sc->lock); msleep(1);) // expect: sleep-under-lock
AFTER(guard(spinlock_irqsave)(&sc->lock); msleep(1);) // expect: sleep-under-lock
AFTER(scoped_guard(spinlock, &sc->lock) { msleep(1); }) // expect: sleep-under-lock
AFTER(scoped_guard(spinlock, &sc->lock) { kmalloc(8, GFP_KERNEL); }) // expect: sleeping-alloc-under-lock
AFTER(scoped_cond_guard(spinlock_try, return 1, &sc->lock) { msleep(1); }) // expect: sleep-under-lock
AFTER(scoped_cond_guard(mutex_try, return 1, &sc->mutex) { mutex_lock(&sc->mutex); mutex_unlock(&sc->mutex); }) // expect: recursive-lock
// The lock is given back twice.
AFTER(guard(mutex)(&sc->mutex); mutex_unlock(&sc->mutex);) // expect: unlock-not-held
