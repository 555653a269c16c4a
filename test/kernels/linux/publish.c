// Calls after which the kernel may call the driver.
// RUN: %locktidy graph --all %s -- %kernel-linux | FileCheck %s
int register_netdev(void *);
int misc_register(void *);
int driver_register(void *);
int cdev_add(void *);
int device_create(void *);

void attach(void *sc) {
  register_netdev(sc); // CHECK: publish register_netdev @[[#@LINE]]
  misc_register(sc); // CHECK: publish misc_register @[[#@LINE]]
  driver_register(sc); // CHECK: publish driver_register @[[#@LINE]]
  cdev_add(sc); // CHECK: publish cdev_add @[[#@LINE]]
  device_create(sc); // CHECK: publish device_create @[[#@LINE]]
}
