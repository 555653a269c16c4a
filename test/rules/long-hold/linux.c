// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"
void udelay(unsigned);

UNDER(udelay(2000)) // expect: long-hold
UNDER(udelay(20))
void mdelay(unsigned);

// Milliseconds.
UNDER(mdelay(1)) // expect: long-hold
