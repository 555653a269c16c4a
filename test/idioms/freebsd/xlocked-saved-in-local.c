// RUN: %idiom %s
// A symbol lookup is called with and without the module lock, and its inner part
// asserts it.
// Seen in freebsd10: sys/kern/kern_linker.c, linker_file_lookup_symbol().
// Broken: another caller of the inner part has released the lock before.
#include "freebsd.h"

static struct sx kld_sx;
static int symbols;

static int lookup_internal(int name) {
  sx_assert(&kld_sx, SX_XLOCKED);
  return (symbols + name);
}

int linker_file_lookup_symbol(int name) {
  int locked, sym;

  locked = sx_xlocked(&kld_sx);
  if (!locked)
    sx_xlock(&kld_sx);
  sym = lookup_internal(name);
  if (!locked)
    sx_xunlock(&kld_sx);
  return (sym);
}

int linker_count_symbols(void) {
  int count, sym = 0;

  sx_xlock(&kld_sx);
  count = symbols;
#ifdef BROKEN
  sx_xunlock(&kld_sx);
#endif
  if (count != 0)
    sym = lookup_internal(0); /* expect: unlock-not-held */
#ifndef BROKEN
  sx_xunlock(&kld_sx);
#endif
  return (sym);
}
