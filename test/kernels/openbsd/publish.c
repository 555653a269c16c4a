// Calls after which the kernel may call the driver.
// RUN: %locktidy graph --all %s -- %kernel-openbsd | FileCheck %s
int if_attach(void *);
int ether_ifattach(void *);
int config_found(void *);
int config_found_sm(void *);
int disk_attach(void *);

void attach(void *sc) {
  if_attach(sc); // CHECK: publish if_attach @[[#@LINE]]
  ether_ifattach(sc); // CHECK: publish ether_ifattach @[[#@LINE]]
  config_found(sc); // CHECK: publish config_found @[[#@LINE]]
  config_found_sm(sc); // CHECK: publish config_found_sm @[[#@LINE]]
  disk_attach(sc); // CHECK: publish disk_attach @[[#@LINE]]
}
