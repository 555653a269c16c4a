// The end of a thread gave up Giant before FreeBSD 8, and no other lock.
// RUN: %check-expect %s -- %kernel-freebsd -D__FreeBSD_version=700055
#include "freebsd.h"
extern struct mtx Giant;
int kproc_exit();

void with_giant(void) { mtx_lock(&Giant); kproc_exit(0); }
UNDER(kproc_exit(0)) // expect: lock-leak
