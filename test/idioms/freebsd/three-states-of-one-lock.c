// RUN: %idiom %s
// A local tells in which of three states the table's lock is when the common end is
// reached; an assertion excludes the impossible one.
// Seen in freebsd10: sys/netinet/udp_usrreq.c, udp_output().
// Broken: the end does not know the shared state.
#include "freebsd.h"
#define UH_UNLOCKED 0
#define UH_RLOCKED 1
#define UH_WLOCKED 2

struct inpcb {
  struct rwlock inp_lock;
  int laddr, sent;
};
static struct rwlock udbinfo_lock;

void udp_output(struct inpcb *inp, int addr) {
  int unlock_udbinfo;

  if (addr != 0 && inp->laddr == 0) {
    rw_wlock(&udbinfo_lock);
    unlock_udbinfo = UH_WLOCKED;
  } else if (addr != 0) {
    rw_rlock(&udbinfo_lock);
    unlock_udbinfo = UH_RLOCKED;
  } else
    unlock_udbinfo = UH_UNLOCKED;
  rw_wlock(&inp->inp_lock);
  inp->sent++;
  rw_wunlock(&inp->inp_lock);
  if (unlock_udbinfo == UH_WLOCKED)
    rw_wunlock(&udbinfo_lock);
#ifndef BROKEN
  else if (unlock_udbinfo == UH_RLOCKED)
    rw_runlock(&udbinfo_lock);
#endif
} /* expect: lock-leak */
