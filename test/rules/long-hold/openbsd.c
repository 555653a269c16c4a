// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"
void DELAY(unsigned);

UNDER(DELAY(2000)) // expect: long-hold
UNDER(DELAY(20))
