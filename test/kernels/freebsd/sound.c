// The sound drivers' wrappers, whose locks are made by a function.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"

LEAKS(snd_mtxlock(sc->cookie), snd_mtxunlock(sc->cookie)) // expect: lock-leak
TWICE(snd_mtxlock(sc->cookie), snd_mtxlock(sc->cookie)) // expect: recursive-lock
TWICE(snd_mtxlock(sc->cookie); snd_mtxunlock(sc->cookie), snd_mtxunlock(sc->cookie)) // expect: unlock-not-held
TWICE(snd_mtxassert(sc->cookie), snd_mtxlock(sc->cookie)) // expect: recursive-lock
UNDER(sc->cookie = snd_mtxcreate("m", "sound")) // expect: sleeping-alloc-under-lock
