// RUN: %idiom %s
// Each command of a system call may give up the lock or make it shared, and leaves
// in two flags which it did; the common end undoes what is left.
// Seen in freebsd10: sys/dev/hwpmc/hwpmc_mod.c, pmc_syscall_handler().
// Broken: a command gives up the lock and does not say so.
#include "freebsd.h"
#define EINVAL 22

static struct sx pmc_sx;
static int owners;
void pmclog_configure(int fd);

#define PMC_DOWNGRADE_SX() do { \
  sx_downgrade(&pmc_sx);        \
  is_sx_downgraded = 1;         \
} while (0)

int pmc_syscall_handler(int op, int arg) {
  int error, is_sx_downgraded, is_sx_locked;

  sx_xlock(&pmc_sx);
  is_sx_downgraded = 0;
  is_sx_locked = 1;
  error = 0;
  switch (op) {
  case 0:
    owners = arg;
    sx_xunlock(&pmc_sx);
#ifndef BROKEN
    is_sx_locked = 0;
#endif
    pmclog_configure(arg);
    break;
  case 1:
    PMC_DOWNGRADE_SX();
    if (owners == 0)
      error = EINVAL;
    break;
  default:
    error = EINVAL;
    break;
  }
  if (is_sx_locked != 0) {
    if (is_sx_downgraded)
      sx_sunlock(&pmc_sx);
    else
      sx_xunlock(&pmc_sx); /* expect: unlock-not-held */
  }
  return (error);
}
