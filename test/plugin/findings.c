// The plugin warns where the tool does, with the path as notes; one check can
// be enabled alone; NOLINT works; gating is by --warnings-as-errors.
//
// RUN: %tidy --checks='-*,locktidy-*' %s -- %freebsd 2>&1 | FileCheck %s '--implicit-check-not={{warning:|error:}}'
// RUN: %tidy --checks='-*,locktidy-unlock-not-held' %s -- %freebsd 2>&1 | FileCheck %s --check-prefix=ONE '--implicit-check-not={{warning:|error:}}'
// RUN: not %tidy --checks='-*,locktidy-*' --warnings-as-errors='locktidy-*' %s -- %freebsd 2>&1 | FileCheck %s --check-prefix=GATE
// RUN: not %locktidy check %s -- %freebsd | grep -E 'error:|warning:|note:' | sed 's/^.*findings.c:/findings.c:/; s/: error:/: warning:/' > %t.tool
// RUN: %tidy --checks='-*,locktidy-*' %s -- %freebsd | grep -E 'error:|warning:|note:' | sed 's/^.*findings.c:/findings.c:/' > %t.tidy
// RUN: diff %t.tool %t.tidy
#include <sys/param.h>
#include <sys/errno.h>
#include <sys/systm.h>
#include <sys/mutex.h>

struct softc {
	struct mtx mtx;
	int busy;
};

int leak(struct softc *sc);
int again(struct softc *sc);
int silenced(struct softc *sc);

int
leak(struct softc *sc)
{
	mtx_lock(&sc->mtx);
	if (sc->busy)
		return (ENXIO);
	mtx_unlock(&sc->mtx);
	return (0);
}
// CHECK: findings.c:[[#@LINE-4]]:3: warning: {{.*}} [locktidy-lock-leak]
// CHECK: findings.c:[[#@LINE-7]]:2: note: {{.*}}acquired here
// GATE: findings.c:[[#@LINE-6]]:3: error: {{.*}} [locktidy-lock-leak,-warnings-as-errors]

int
again(struct softc *sc)
{
	mtx_lock(&sc->mtx);
	mtx_unlock(&sc->mtx);
	mtx_unlock(&sc->mtx);
	return (0);
}
// CHECK: findings.c:[[#@LINE-3]]:2: warning: {{.*}} [locktidy-unlock-not-held]
// ONE: findings.c:[[#@LINE-4]]:2: warning: {{.*}} [locktidy-unlock-not-held]

int
silenced(struct softc *sc)
{
	mtx_lock(&sc->mtx);
	return (sc->busy);	/* NOLINT(locktidy-lock-leak): for the test */
}
