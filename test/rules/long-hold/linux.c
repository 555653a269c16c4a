// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"
void udelay(unsigned), ndelay(unsigned long);

UNDER(udelay(2000)) // expect: long-hold
UNDER(udelay(20))
UNDER(ndelay(3500))
void mdelay(unsigned);

// Milliseconds.
UNDER(mdelay(1)) // expect: long-hold
