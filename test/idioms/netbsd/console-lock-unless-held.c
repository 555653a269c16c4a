// RUN: %idiom %s
// A message is put out with the lock of the console or without, as its flags say.
// Seen in netbsd: sys/kern/tty.c, tputchar(), under kprintf().
// Broken: the handler calls what needs the lock in every case.
#include "netbsd.h"

struct console {
  kmutex_t mtx;
  int flags, last;
};

static void out(struct console *sc, int c) {
  KASSERT(mutex_owned(&sc->mtx));
  sc->last = c;
}

static void put(struct console *sc, int c, int nolock) {
  if (!nolock)
    mutex_enter(&sc->mtx);
  out(sc, c);
  if (!nolock)
    mutex_exit(&sc->mtx);
}

static void message(struct console *sc, const char *text, int flags) {
  if (flags & 4)
    put(sc, *text, flags & 8);
}

static int console_intr(void *arg) {
  struct console *sc = arg;

#ifdef BROKEN
  out(sc, 1); /* expect: unlock-not-held */
#else
  message(sc, "x", sc->flags);
#endif
  return (1);
}

void console_attach(struct console *sc) {
  pci_intr_establish(0, 0, 5, console_intr, sc);
}
