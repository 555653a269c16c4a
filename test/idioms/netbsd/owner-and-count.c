// RUN: %idiom %s
// XFAIL: *
// Not yet: equality of two unknowns (the owner and this thread) is no fact.
// A lock that its owner may take again: the owner's field is read without it, a counter
// says which release is the last.
// Seen in netbsd: sys/kern/kern_cfglock.c, kernconfig_lock() and kernconfig_unlock().
// Broken: the owner is not asked for.
#include "netbsd.h"

struct lwp *curlwp;
kmutex_t kernconfig_mutex;
struct lwp *kernconfig_lwp;
int kernconfig_recurse;

#ifdef BROKEN
#define IS_OWNER(l) 0
#else
#define IS_OWNER(l) (kernconfig_lwp == (l))
#endif

static void kernconfig_lock(void) {
  struct lwp *my_lwp = curlwp;

  if (IS_OWNER(my_lwp)) {
    kernconfig_recurse++;
  } else {
    mutex_enter(&kernconfig_mutex);
    kernconfig_lwp = my_lwp;
    kernconfig_recurse = 1;
  }
}

static void kernconfig_unlock(void) {
  KASSERT(mutex_owned(&kernconfig_mutex));
  if (--kernconfig_recurse == 0) {
    kernconfig_lwp = NULL;
    mutex_exit(&kernconfig_mutex);
  }
}

static int module_load(void) {
  kernconfig_lock();
  kernconfig_unlock();
  return 0;
}

int module_autoload(void) {
  int error;

  kernconfig_lock();
  error = module_load(); /* expect: recursive-lock */
  kernconfig_unlock();
  return error;
}
