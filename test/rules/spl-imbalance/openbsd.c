// RUN: %check-expect %s -- %kernel-openbsd
#include "openbsd.h"

int splnet(void);
void splx(int);
int rx_decap(void *), rx_input(void *);

void rx_bad(void *m) {
  int s = splnet();

  if (rx_decap(m))
    return; // expect: spl-imbalance
  rx_input(m);
  splx(s);
}

void rx_good(void *m) {
  int s = splnet();

  if (rx_decap(m)) {
    splx(s);
    return;
  }
  rx_input(m);
  splx(s);
}
