// Locks of Linux's graphics drivers.
// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
struct ww_mutex { struct lock base; };
struct ww_acquire_ctx;
void ww_mutex_init(struct ww_mutex *ww, void *class);
int ww_mutex_lock(struct ww_mutex *ww, struct ww_acquire_ctx *ctx);
int ww_mutex_lock_interruptible(struct ww_mutex *ww, struct ww_acquire_ctx *ctx);
int ww_mutex_lock_slow(struct ww_mutex *ww, struct ww_acquire_ctx *ctx);
int ww_mutex_lock_slow_interruptible(struct ww_mutex *ww, struct ww_acquire_ctx *ctx);
int ww_mutex_trylock(struct ww_mutex *ww);
void ww_mutex_unlock(struct ww_mutex *ww);
struct drm_modeset_lock { struct ww_mutex mutex; };
struct drm_modeset_acquire_ctx;
int drm_modeset_lock(struct drm_modeset_lock *lock, struct drm_modeset_acquire_ctx *ctx);
int drm_modeset_lock_interruptible(struct drm_modeset_lock *lock, struct drm_modeset_acquire_ctx *ctx);
void drm_modeset_unlock(struct drm_modeset_lock *lock);
extern struct ww_mutex ww;
extern struct drm_modeset_lock mode;
extern struct drm_modeset_acquire_ctx *ctx;

LEAKS_IF(ww_mutex_lock(&ww, NULL) == 0, ww_mutex_unlock(&ww)) // expect: lock-leak
LEAKS_IF(ww_mutex_lock_interruptible(&ww, NULL) == 0, ww_mutex_unlock(&ww)) // expect: lock-leak
LEAKS_IF(ww_mutex_lock_slow_interruptible(&ww, NULL) == 0, ww_mutex_unlock(&ww)) // expect: lock-leak
LEAKS(ww_mutex_lock_slow(&ww, NULL), ww_mutex_unlock(&ww)) // expect: lock-leak
LEAKS_IF(ww_mutex_trylock(&ww), ww_mutex_unlock(&ww)) // expect: lock-leak
UNDER(ww_mutex_lock_slow(&ww, NULL); ww_mutex_unlock(&ww)) // expect: sleep-under-lock
KNOWN(ww_mutex_init(&ww, &sc->spin)) // expect: recursive-lock

// A lock of the mode is given back with the context that it was taken for.
LEAKS(drm_modeset_lock(&mode, ctx), drm_modeset_unlock(&mode))
KNOWN(drm_modeset_unlock((struct drm_modeset_lock *)&sc->spin)) // expect: recursive-lock
UNDER(drm_modeset_lock(&mode, ctx)) // expect: sleep-under-lock
UNDER(drm_modeset_lock_interruptible(&mode, NULL)) // expect: sleep-under-lock
LEAKS_IF(drm_modeset_lock(&mode, NULL) == 0, drm_modeset_unlock(&mode))

// Who waits for a w/w mutex begins again: there is no order.
void order_one(struct softc *sc) { ww_mutex_lock_slow(&ww, NULL); lockmgr(&sc->lk, LK_EXCLUSIVE); lockmgr(&sc->lk, LK_RELEASE); ww_mutex_unlock(&ww); }
void order_two(struct softc *sc) { lockmgr(&sc->lk, LK_EXCLUSIVE); ww_mutex_lock_slow(&ww, NULL); ww_mutex_unlock(&ww); lockmgr(&sc->lk, LK_RELEASE); }
