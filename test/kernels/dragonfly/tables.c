// Functions in records that the kernel calls: each is a handler, and in which context.
// RUN: %locktidy graph --all --solved %s -- %kernel-dragonfly | FileCheck %s
typedef void (*any_t)(void);

void dev_ops_d_open(void) {}
void dev_ops_d_close(void) {}
void dev_ops_d_read(void) {}
void dev_ops_d_write(void) {}
void dev_ops_d_ioctl(void) {}
void dev_ops_d_mmap(void) {}
void dev_ops_d_mmap_single(void) {}
void dev_ops_d_strategy(void) {}
void dev_ops_d_kqfilter(void) {}
void dev_ops_d_revoke(void) {}
struct dev_ops {
  any_t d_open;
  any_t d_close;
  any_t d_read;
  any_t d_write;
  any_t d_ioctl;
  any_t d_mmap;
  any_t d_mmap_single;
  any_t d_strategy;
  any_t d_kqfilter;
  any_t d_revoke;
};
static struct dev_ops dev_ops_table = {
  .d_open = dev_ops_d_open,
  .d_close = dev_ops_d_close,
  .d_read = dev_ops_d_read,
  .d_write = dev_ops_d_write,
  .d_ioctl = dev_ops_d_ioctl,
  .d_mmap = dev_ops_d_mmap,
  .d_mmap_single = dev_ops_d_mmap_single,
  .d_strategy = dev_ops_d_strategy,
  .d_kqfilter = dev_ops_d_kqfilter,
  .d_revoke = dev_ops_d_revoke,
};

struct kobjop_desc { const char *name; };
struct kobj_method { struct kobjop_desc *desc; any_t func; };
extern struct kobjop_desc device_identify_desc;
void kobj_method_device_identify_desc(void) {}
extern struct kobjop_desc device_probe_desc;
void kobj_method_device_probe_desc(void) {}
extern struct kobjop_desc device_attach_desc;
void kobj_method_device_attach_desc(void) {}
extern struct kobjop_desc device_detach_desc;
void kobj_method_device_detach_desc(void) {}
extern struct kobjop_desc device_shutdown_desc;
void kobj_method_device_shutdown_desc(void) {}
extern struct kobjop_desc device_suspend_desc;
void kobj_method_device_suspend_desc(void) {}
extern struct kobjop_desc device_resume_desc;
void kobj_method_device_resume_desc(void) {}
extern struct kobjop_desc miibus_readreg_desc;
void kobj_method_miibus_readreg_desc(void) {}
extern struct kobjop_desc miibus_writereg_desc;
void kobj_method_miibus_writereg_desc(void) {}
extern struct kobjop_desc miibus_statchg_desc;
void kobj_method_miibus_statchg_desc(void) {}
static struct kobj_method methods[] = {
  {&device_identify_desc, (any_t)kobj_method_device_identify_desc},
  {&device_probe_desc, (any_t)kobj_method_device_probe_desc},
  {&device_attach_desc, (any_t)kobj_method_device_attach_desc},
  {&device_detach_desc, (any_t)kobj_method_device_detach_desc},
  {&device_shutdown_desc, (any_t)kobj_method_device_shutdown_desc},
  {&device_suspend_desc, (any_t)kobj_method_device_suspend_desc},
  {&device_resume_desc, (any_t)kobj_method_device_resume_desc},
  {&miibus_readreg_desc, (any_t)kobj_method_miibus_readreg_desc},
  {&miibus_writereg_desc, (any_t)kobj_method_miibus_writereg_desc},
  {&miibus_statchg_desc, (any_t)kobj_method_miibus_statchg_desc},
  {0, 0},
};

void ifnet_if_start(void) {}
void ifnet_if_ioctl(void) {}
void ifnet_if_watchdog(void) {}
void ifnet_if_npoll(void) {}
void ifnet_if_init(void) {}
struct ifnet {
  any_t if_start;
  any_t if_ioctl;
  any_t if_watchdog;
  any_t if_npoll;
  any_t if_init;
};
static struct ifnet ifnet_table = {
  .if_start = ifnet_if_start,
  .if_ioctl = ifnet_if_ioctl,
  .if_watchdog = ifnet_if_watchdog,
  .if_npoll = ifnet_if_npoll,
  .if_init = ifnet_if_init,
};

// CHECK-DAG: {{^}}handler dev_ops_d_open as entry, of struct dev_ops.d_open{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_close as close, of struct dev_ops.d_close{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_read as entry, of struct dev_ops.d_read{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_write as entry, of struct dev_ops.d_write{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_ioctl as entry, of struct dev_ops.d_ioctl{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_mmap as entry, of struct dev_ops.d_mmap{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_mmap_single as entry, of struct dev_ops.d_mmap_single{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_strategy as entry, of struct dev_ops.d_strategy{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_kqfilter as entry, of struct dev_ops.d_kqfilter{{$}}
// CHECK-DAG: {{^}}handler dev_ops_d_revoke as entry, of struct dev_ops.d_revoke{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_identify_desc as attach (alone), of struct kobj_method.func[device_identify_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_probe_desc as attach (alone), of struct kobj_method.func[device_probe_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_attach_desc as attach (alone), of struct kobj_method.func[device_attach_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_detach_desc as detach (last), of struct kobj_method.func[device_detach_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_shutdown_desc as detach (last), of struct kobj_method.func[device_shutdown_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_suspend_desc as detach (last), of struct kobj_method.func[device_suspend_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_resume_desc as detach (last), of struct kobj_method.func[device_resume_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_miibus_readreg_desc as entry, of struct kobj_method.func[miibus_readreg_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_miibus_writereg_desc as entry, of struct kobj_method.func[miibus_writereg_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_miibus_statchg_desc as entry, of struct kobj_method.func[miibus_statchg_desc]{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_start as entry, of struct ifnet.if_start{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_ioctl as entry, of struct ifnet.if_ioctl{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_watchdog as entry, of struct ifnet.if_watchdog{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_npoll as entry, of struct ifnet.if_npoll{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_init as if-init, of struct ifnet.if_init{{$}}
