// What the kernel calls when a module is loaded or unloaded.
// RUN: %locktidy graph --all --solved %s -- %kernel-dragonfly | FileCheck %s
typedef int (*modeventhand_t)(struct module *, int, void *);
typedef struct moduledata { const char *name; modeventhand_t evhand; void *priv; } moduledata_t;
struct driver_module_data { modeventhand_t dmd_chainevh; void *dmd_chainarg; };
struct sysinit { unsigned subsystem, order; void (*func)(const void *); const void *udata; };
#define SYSINIT(uniquifier, subsystem, order, func, ident) \
  static struct sysinit uniquifier##_sys_init = { subsystem, order, (void (*)(const void *))func, ident }
#define DEV_MODULE(name, evh, arg) static moduledata_t name##_mod = { #name, evh, arg }
#define DRIVER_MODULE(name, evh, arg) static struct driver_module_data name##_driver_mod = { evh, arg }

static int foo_modevent(struct module *m, int what, void *arg) { return 0; }
DEV_MODULE(foo, foo_modevent, 0);
static int bar_modevent(struct module *m, int what, void *arg) { return 0; }
DRIVER_MODULE(bar, bar_modevent, 0);
static void foo_sysinit(void *arg) {}
SYSINIT(foo, 1, 2, foo_sysinit, 0);

// CHECK-DAG: {{^}}handler foo_modevent as module (last), of struct moduledata.evhand{{$}}
// CHECK-DAG: {{^}}handler bar_modevent as module (last), of struct driver_module_data.dmd_chainevh{{$}}
// CHECK-DAG: {{^}}handler foo_sysinit as init (alone), of struct sysinit.func{{$}}
