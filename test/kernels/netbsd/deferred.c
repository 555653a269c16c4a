// What autoconf(9) calls later, in a thread.
// RUN: %locktidy graph --all --solved %s -- %kernel-netbsd | FileCheck %s
typedef struct device *device_t;
int config_interrupts(device_t, void (*)(device_t)), config_mountroot(device_t, void (*)(device_t)), config_finalize_register(device_t, int (*)(device_t));
static void by_interrupts(device_t self) {}
static void by_root(device_t self) {}
static int by_finalize(device_t self) { return 0; }
void attach(device_t self) {
  config_interrupts(self, by_interrupts);
  config_mountroot(self, by_root);
  config_finalize_register(self, by_finalize);
}
// CHECK-DAG: {{^}}handler by_interrupts as thread, registered in attach{{$}}
// CHECK-DAG: {{^}}handler by_root as thread, registered in attach{{$}}
// CHECK-DAG: {{^}}handler by_finalize as thread, registered in attach{{$}}
