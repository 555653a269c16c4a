// RUN: %idiom %s
// A thread goes to sleep for good, with a condition variable of its own that nobody
// signals: a signal alone ends that, so there is no result to ask for.
// Seen in illumos: usr/src/uts/common/io/cons.c, cnread().
// Broken: another function gets the condition variable.
#include "illumos.h"

#ifdef BROKEN
void wake_up_later(kcondvar_t *cv);
#endif

int console_read(void *console) {
  kcondvar_t forever;
  kmutex_t lock;

  if (console != NULL)
    return (0);
  cv_init(&forever, NULL, 0, NULL);
  mutex_init(&lock, NULL, MUTEX_DRIVER, NULL);
#ifdef BROKEN
  wake_up_later(&forever);
#endif
  mutex_enter(&lock);
  (void) cv_wait_sig(&forever, &lock); /* expect: wait-result-ignored */
  mutex_exit(&lock);
  return (5);
}
