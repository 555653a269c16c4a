// The lock of a socket, whichever it is. What implements it is not judged: the body of
// solock() here returns with one lock or the other.
// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
int copyout(const void *kaddr, void *uaddr, size_t len);

struct socket {
  struct rwlock so_lock;
  const int *so_family;
  int so_error;
};
void solock_shared(struct socket *so);
void sounlock_shared(struct socket *so);
void soassertlocked(struct socket *so);
int sosleep_nsec(struct socket *so, void *ident, int prio, const char *wmesg, uint64_t nsecs);

void solock(struct socket *so) {
  if (*so->so_family == 2)
    rw_enter_write(&netlock);
  else
    rw_enter_write(&so->so_lock);
}

void sounlock(struct socket *so) {
  if (*so->so_family == 2)
    rw_exit_write(&netlock);
  else
    rw_exit_write(&so->so_lock);
}

int leaks(struct socket *so) {
  solock(so);
  if (so->so_error)
    return (so->so_error); // expect: lock-leak
  sounlock(so);
  return (0);
}

int leaks_shared(struct socket *so) {
  solock_shared(so);
  if (so->so_error)
    return (so->so_error); // expect: lock-leak
  sounlock_shared(so);
  return (0);
}

void twice(struct socket *so) {
  solock(so);
  solock_shared(so); // expect: recursive-lock
}

void asserted(struct socket *so) {
  soassertlocked(so);
  solock(so); // expect: recursive-lock
}

void two(struct socket *so, struct socket *peer) {
  solock(so);
  solock(peer);
  sounlock(peer);
  sounlock(so);
}

void waits(struct socket *so) {
  solock(so);
  while (so->so_error == 0)
    sosleep_nsec(so, so, 0, "w", INFSLP);
  copyout(so, 0, 1);
  sounlock(so);
  sosleep_nsec(so, so, 0, "w", 1000); // expect: unlock-not-held
}

// The order of two locks of sockets says nothing of the locks that they are.
void one_way(struct socket *so, struct softc *sc) {
  solock(so);
  rw_enter_write(&sc->rw);
  rw_exit_write(&sc->rw);
  sounlock(so);
}

void other_way(struct socket *so, struct softc *sc) {
  rw_enter_write(&sc->rw);
  solock(so);
  sounlock(so);
  rw_exit_write(&sc->rw);
}
