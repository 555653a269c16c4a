// RUN: %idiom %s
// XFAIL: *
// Not yet: errors told apart by number are taken as told to callers.
// Whether the handler's lock is owned is asked by a function; a local remembers that it
// was entered here, and one label leads out of two nested loops.
// Seen in illumos: usr/src/uts/common/io/pciex/pcie_fault.c, pf_hdl_child_lookup().
// Broken: what is found is returned from inside the loop.
#include "illumos.h"

typedef struct fmhdl {
  kmutex_t fh_lock;
  struct fmhdl *child, *sibling;
  int bdf;
} fmhdl_t;
static int handler_owned(fmhdl_t *h) { return (mutex_owned(&h->fh_lock)); }
static void handler_enter(fmhdl_t *h) { mutex_enter(&h->fh_lock); }
static void handler_exit(fmhdl_t *h) { mutex_exit(&h->fh_lock); }

int child_lookup(fmhdl_t *h, int bdf) {
  boolean_t have_lock = 0;
  int status = -1;
  fmhdl_t *c;

  if (!handler_owned(h)) {
    handler_enter(h);
    have_lock = B_TRUE;
  }
  for (c = h->child; c != NULL; c = c->sibling) {
    if (c->bdf == bdf)
      status = 0;
    if (status == 0)
#ifdef BROKEN
      return (22); /* expect: lock-leak */
#else
      goto done;
#endif
  }
done:
  if (have_lock == B_TRUE)
    handler_exit(h);
  return (status);
}
