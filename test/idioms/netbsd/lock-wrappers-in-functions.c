// RUN: %idiom %s
// The lock has no name here but two functions of its own, which the callers use on each
// way out.
// Seen in netbsd: sys/kern/kern_module.c, module_autoload(), and sys/kern/kern_cfglock.c,
// kernconfig_lock().
// Broken: one way out does not.
#include "netbsd.h"

static kmutex_t kernconfig_mutex;
static int kernconfig_recurse;
struct lwp *curlwp, *kernconfig_lwp;
int module_autoload_on;
int module_do_load(const char *);

void kernconfig_lock(void) {
  mutex_enter(&kernconfig_mutex);
  kernconfig_recurse++;
}

void kernconfig_unlock(void) {
  KASSERT(mutex_owned(&kernconfig_mutex));
  kernconfig_recurse--;
  mutex_exit(&kernconfig_mutex);
}

int module_autoload(const char *filename) {
  int error;

  kernconfig_lock();
  if (!module_autoload_on) {
#ifndef BROKEN
    kernconfig_unlock();
#endif
    return 1; /* expect: lock-leak */
  }
  error = module_do_load(filename);
  kernconfig_unlock();
  return error ? 2 : 0;
}
