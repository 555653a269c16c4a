// RUN: %idiom %s
// Sessions have no lock of their own but a pointer to that of their port, which is
// taken after the lock of all ports by both names.
// Seen in illumos: usr/src/uts/common/io/comstar/stmf/stmf.c, iss_lockp.
// Broken: by the session's name it is taken first.
#include "illumos.h"

struct port { krwlock_t ilport_lock; struct port *next; int sessions; };
struct session { krwlock_t *iss_lockp; int flags; };

static kmutex_t all_lock;
static struct port *ports;

void session_add(struct port *ilport, struct session *iss) {
  iss->iss_lockp = &ilport->ilport_lock;
  rw_enter(&ilport->ilport_lock, RW_WRITER);
  ilport->sessions++;
  rw_exit(&ilport->ilport_lock);
}

void sessions_forget(void) {
  struct port *p;

  mutex_enter(&all_lock);
  for (p = ports; p != NULL; p = p->next) {
    rw_enter(&p->ilport_lock, RW_WRITER); /* expect: lock-order */
    p->sessions = 0;
    rw_exit(&p->ilport_lock);
  }
  mutex_exit(&all_lock);
}

void session_reset(struct session *iss) {
#ifdef BROKEN
  rw_enter(iss->iss_lockp, RW_WRITER);
  mutex_enter(&all_lock);
#else
  mutex_enter(&all_lock);
  rw_enter(iss->iss_lockp, RW_WRITER);
#endif
  iss->flags = 0;
#ifdef BROKEN
  mutex_exit(&all_lock);
  rw_exit(iss->iss_lockp);
#else
  rw_exit(iss->iss_lockp);
  mutex_exit(&all_lock);
#endif
}
