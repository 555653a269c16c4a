// Calls after which the kernel may call the driver.
// RUN: %locktidy graph --all %s -- %kernel-netbsd | FileCheck %s
int if_attach(void *);
int if_register(void *);
int if_initialize(void *);
int ether_ifattach(void *);
int config_found(void *);
int config_found_ia(void *);
int config_found_sm_loc(void *);
int disk_attach(void *);

void attach(void *sc) {
  if_attach(sc); // CHECK: publish if_attach @[[#@LINE]]
  if_register(sc); // CHECK: publish if_register @[[#@LINE]]
  if_initialize(sc); // CHECK: publish if_initialize @[[#@LINE]]
  ether_ifattach(sc); // CHECK: publish ether_ifattach @[[#@LINE]]
  config_found(sc); // CHECK: publish config_found @[[#@LINE]]
  config_found_ia(sc); // CHECK: publish config_found_ia @[[#@LINE]]
  config_found_sm_loc(sc); // CHECK: publish config_found_sm_loc @[[#@LINE]]
  disk_attach(sc); // CHECK: publish disk_attach @[[#@LINE]]
}
