// RUN: %check-expect %s -- %kernel-dragonfly
#include "dragonfly.h"
void DELAY(unsigned);

UNDER(DELAY(2000)) // expect: long-hold
UNDER(DELAY(20))
