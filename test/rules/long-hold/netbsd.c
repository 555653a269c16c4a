// RUN: %check-expect %s -- %kernel-netbsd
#include "netbsd.h"
void DELAY(unsigned);

UNDER(DELAY(2000)) // expect: long-hold
UNDER(DELAY(20))
