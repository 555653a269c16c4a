// RUN: %idiom %s
// An assertion that the mutex is held, or else that this thread owns the device:
// the function may sleep as far as that says.
// Seen in freebsd10: sys/dev/cxgbe/t4_main.c, adapter_full_init().
// Broken: the assertion says that the mutex is held, whatever owns the device.
#include "freebsd.h"
extern struct thread *curthread;
#define KASSERT(exp, msg)                                                      \
  do {                                                                         \
    if (!(exp))                                                                \
      panic msg;                                                               \
  } while (0)

#ifdef BROKEN
#define ASSERT_OPERATION(sc) KASSERT(mtx_owned(&(sc)->mtx), ("not owned"))
#else
#define ASSERT_OPERATION(sc)                                                   \
  KASSERT(mtx_owned(&(sc)->mtx) || (sc)->cookie == curthread, ("not owned"))
#endif

int full_init(struct softc *sc) {
  ASSERT_OPERATION(sc);
  sx_xlock(&sc->sx); /* expect: sleep-under-lock */
  sc->cookie = sc;
  sx_xunlock(&sc->sx);
  return (0);
}
