// What the kernel calls by its name. Until mod_install() nothing else of the
// module runs.
// RUN: %locktidy graph --all --solved %s -- %kernel-illumos | FileCheck %s
int mod_install(void *), mod_remove(void *);

int _init(void) { return (mod_install(0)); }
int _info(void *modinfop) { return (0); }
int _fini(void) { return (mod_remove(0)); }
// Not this one: nobody else sees it.
static int _depends_on(void) { return (0); }

// CHECK: {{^ +}}observe publish mod_install @
// CHECK: {{^}}handler _init as load (alone), by its name{{$}}
// CHECK: {{^}}handler _info as entry, by its name{{$}}
// CHECK: {{^}}handler _fini as unload (last), by its name{{$}}
