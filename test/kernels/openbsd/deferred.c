// What autoconf calls later.
// RUN: %locktidy graph --all --solved %s -- %kernel-openbsd | FileCheck %s
struct device;
int config_defer(struct device *, void (*)(struct device *));
static void later(struct device *self) {}
void attach(struct device *self) { config_defer(self, later); }
// CHECK: {{^}}handler later as thread, registered in attach{{$}}
