// RUN: %idiom %s
// XFAIL: *
// Not yet: result 0 of a function that returns boolean_t is taken for success.
// `locked` says that the caller has the list's lock; a failure is only noted in the
// result, so that there is one way out.
// Seen in illumos: usr/src/uts/common/io/ib/clients/rds/rdsib_ep.c, rds_add_session().
// Broken: the failure returns at once.
#include "illumos.h"

struct session { struct session *next; };
struct state {
  krwlock_t rds_sessionlock;
  struct session *list;
  int count;
} *statep;

int rds_add_session(struct session *sp, boolean_t locked) {
  boolean_t retval = B_TRUE;

  if (!locked)
    rw_enter(&statep->rds_sessionlock, RW_WRITER);
  if (statep->count >= 63) {
    retval = 0;
#ifdef BROKEN
    return (retval); /* expect: lock-leak */
#endif
  } else {
    sp->next = statep->list;
    statep->list = sp;
    statep->count++;
  }
  if (!locked)
    rw_exit(&statep->rds_sessionlock);
  return (retval);
}
