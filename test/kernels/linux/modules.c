// What the kernel calls when a module is loaded or unloaded, or at boot.
// RUN: %locktidy graph --all --solved %s -- %kernel-linux | FileCheck %s
// RUN: %locktidy graph --all --solved %s -- %kernel-linux -DMODULE | FileCheck %s --check-prefix=MODULE
typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);
#ifdef MODULE
#define module_init(initfn) \
  static inline initcall_t __inittest(void) { return initfn; } \
  int init_module(void) __attribute__((alias(#initfn)));
#define module_exit(exitfn) \
  static inline exitcall_t __exittest(void) { return exitfn; } \
  void cleanup_module(void) __attribute__((alias(#exitfn)));
#else
#define device_initcall(fn) static void *__addressable_##fn __attribute__((used)) = (void *)&fn;
#define module_init(x) device_initcall(x);
#define module_exit(x) static exitcall_t __exitcall_##x = x; // never called
static int at_boot(void) { return 0; }
device_initcall(at_boot)
#endif

static int foo_init(void) { return 0; }
static void foo_exit(void) {}
module_init(foo_init)
module_exit(foo_exit)

// CHECK-DAG: {{^}}handler foo_init as init (alone), by its name{{$}}
// CHECK-DAG: {{^}}handler at_boot as init (alone), by its name{{$}}
// CHECK-NOT: handler foo_exit
// MODULE-DAG: {{^}}handler foo_init as init (alone), by its name{{$}}
// MODULE-DAG: {{^}}handler foo_exit as exit (last), by its name{{$}}
