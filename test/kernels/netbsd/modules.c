// What the kernel calls when a module is loaded or unloaded.
// RUN: %locktidy graph --all --solved %s -- %kernel-netbsd | FileCheck %s
typedef const struct modinfo { unsigned mi_version; int (*mi_modcmd)(int, void *); const char *mi_name; } modinfo_t;
#define MODULE(class, name, required) static int name##_modcmd(int, void *); static modinfo_t name##_modinfo = { .mi_modcmd = name##_modcmd, .mi_name = #name }
MODULE(1, foo, 0);
static int foo_modcmd(int cmd, void *arg) { return 0; }

// CHECK: {{^}}handler foo_modcmd as module (last), of struct modinfo.mi_modcmd{{$}}
