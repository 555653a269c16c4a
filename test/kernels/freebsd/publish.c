// Calls after which the kernel may call the driver.
// RUN: %locktidy graph --all %s -- %kernel-freebsd | FileCheck %s
int ether_ifattach(void *);
int if_attach(void *);
int disk_create(void *);
int xpt_bus_register(void *);

void attach(void *sc) {
  ether_ifattach(sc); // CHECK: publish ether_ifattach @[[#@LINE]]
  if_attach(sc); // CHECK: publish if_attach @[[#@LINE]]
  disk_create(sc); // CHECK: publish disk_create @[[#@LINE]]
  xpt_bus_register(sc); // CHECK: publish xpt_bus_register @[[#@LINE]]
}
