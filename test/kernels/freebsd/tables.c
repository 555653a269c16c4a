// Functions in records that the kernel calls: each is a handler, and in which context.
// RUN: %locktidy graph --all --solved %s -- %kernel-freebsd | FileCheck %s
#define D_NEEDGIANT 0x00400000
typedef void (*any_t)(void);

void cdevsw_d_open(void) {}
void cdevsw_d_fdopen(void) {}
void cdevsw_d_close(void) {}
void cdevsw_d_read(void) {}
void cdevsw_d_write(void) {}
void cdevsw_d_ioctl(void) {}
void cdevsw_d_poll(void) {}
void cdevsw_d_mmap(void) {}
void cdevsw_d_mmap_single(void) {}
void cdevsw_d_kqfilter(void) {}
void cdevsw_d_purge(void) {}
void cdevsw_d_strategy(void) {}
struct cdevsw {
  any_t d_open;
  any_t d_fdopen;
  any_t d_close;
  any_t d_read;
  any_t d_write;
  any_t d_ioctl;
  any_t d_poll;
  any_t d_mmap;
  any_t d_mmap_single;
  any_t d_kqfilter;
  any_t d_purge;
  any_t d_strategy;
  int d_flags;
};
static struct cdevsw cdevsw_table = {
  .d_open = cdevsw_d_open,
  .d_fdopen = cdevsw_d_fdopen,
  .d_close = cdevsw_d_close,
  .d_read = cdevsw_d_read,
  .d_write = cdevsw_d_write,
  .d_ioctl = cdevsw_d_ioctl,
  .d_poll = cdevsw_d_poll,
  .d_mmap = cdevsw_d_mmap,
  .d_mmap_single = cdevsw_d_mmap_single,
  .d_kqfilter = cdevsw_d_kqfilter,
  .d_purge = cdevsw_d_purge,
  .d_strategy = cdevsw_d_strategy,
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
extern struct kobjop_desc device_quiesce_desc;
void kobj_method_device_quiesce_desc(void) {}
extern struct kobjop_desc miibus_readreg_desc;
void kobj_method_miibus_readreg_desc(void) {}
extern struct kobjop_desc miibus_writereg_desc;
void kobj_method_miibus_writereg_desc(void) {}
extern struct kobjop_desc miibus_statchg_desc;
void kobj_method_miibus_statchg_desc(void) {}
extern struct kobjop_desc miibus_linkchg_desc;
void kobj_method_miibus_linkchg_desc(void) {}
extern struct kobjop_desc channel_trigger_desc;
void kobj_method_channel_trigger_desc(void) {}
extern struct kobjop_desc channel_getptr_desc;
void kobj_method_channel_getptr_desc(void) {}
static struct kobj_method methods[] = {
  {&device_identify_desc, (any_t)kobj_method_device_identify_desc},
  {&device_probe_desc, (any_t)kobj_method_device_probe_desc},
  {&device_attach_desc, (any_t)kobj_method_device_attach_desc},
  {&device_detach_desc, (any_t)kobj_method_device_detach_desc},
  {&device_shutdown_desc, (any_t)kobj_method_device_shutdown_desc},
  {&device_suspend_desc, (any_t)kobj_method_device_suspend_desc},
  {&device_resume_desc, (any_t)kobj_method_device_resume_desc},
  {&device_quiesce_desc, (any_t)kobj_method_device_quiesce_desc},
  {&miibus_readreg_desc, (any_t)kobj_method_miibus_readreg_desc},
  {&miibus_writereg_desc, (any_t)kobj_method_miibus_writereg_desc},
  {&miibus_statchg_desc, (any_t)kobj_method_miibus_statchg_desc},
  {&miibus_linkchg_desc, (any_t)kobj_method_miibus_linkchg_desc},
  {&channel_trigger_desc, (any_t)kobj_method_channel_trigger_desc},
  {&channel_getptr_desc, (any_t)kobj_method_channel_getptr_desc},
  {0, 0},
};

void ifnet_if_start(void) {}
void ifnet_if_transmit(void) {}
void ifnet_if_ioctl(void) {}
void ifnet_if_init(void) {}
void ifnet_if_qflush(void) {}
void ifnet_if_watchdog(void) {}
struct ifnet {
  any_t if_start;
  any_t if_transmit;
  any_t if_ioctl;
  any_t if_init;
  any_t if_qflush;
  any_t if_watchdog;
};
static struct ifnet ifnet_table = {
  .if_start = ifnet_if_start,
  .if_transmit = ifnet_if_transmit,
  .if_ioctl = ifnet_if_ioctl,
  .if_init = ifnet_if_init,
  .if_qflush = ifnet_if_qflush,
  .if_watchdog = ifnet_if_watchdog,
};

void usb_config_callback(void) {}
struct usb_config {
  any_t callback;
};
static struct usb_config usb_config_table = {
  .callback = usb_config_callback,
};

void ng_hook_hk_rcvmsg(void) {}
void ng_hook_hk_rcvdata(void) {}
struct ng_hook {
  any_t hk_rcvmsg;
  any_t hk_rcvdata;
};
static struct ng_hook ng_hook_table = {
  .hk_rcvmsg = ng_hook_hk_rcvmsg,
  .hk_rcvdata = ng_hook_hk_rcvdata,
};

void ng_type_constructor(void) {}
void ng_type_rcvmsg(void) {}
void ng_type_shutdown(void) {}
void ng_type_newhook(void) {}
void ng_type_disconnect(void) {}
void ng_type_rcvdata(void) {}
struct ng_type {
  any_t constructor;
  any_t rcvmsg;
  any_t shutdown;
  any_t newhook;
  any_t disconnect;
  any_t rcvdata;
};
static struct ng_type ng_type_table = {
  .constructor = ng_type_constructor,
  .rcvmsg = ng_type_rcvmsg,
  .shutdown = ng_type_shutdown,
  .newhook = ng_type_newhook,
  .disconnect = ng_type_disconnect,
  .rcvdata = ng_type_rcvdata,
};

void g_class_start(void) {}
void g_class_taste(void) {}
void g_class_config(void) {}
void g_class_ctlreq(void) {}
void g_class_destroy_geom(void) {}
void g_class_access(void) {}
void g_class_orphan(void) {}
void g_class_spoiled(void) {}
struct g_class {
  any_t start;
  any_t taste;
  any_t config;
  any_t ctlreq;
  any_t destroy_geom;
  any_t access;
  any_t orphan;
  any_t spoiled;
};
static struct g_class g_class_table = {
  .start = g_class_start,
  .taste = g_class_taste,
  .config = g_class_config,
  .ctlreq = g_class_ctlreq,
  .destroy_geom = g_class_destroy_geom,
  .access = g_class_access,
  .orphan = g_class_orphan,
  .spoiled = g_class_spoiled,
};

void g_geom_start(void) {}
void g_geom_access(void) {}
void g_geom_orphan(void) {}
void g_geom_spoiled(void) {}
struct g_geom {
  any_t start;
  any_t access;
  any_t orphan;
  any_t spoiled;
};
static struct g_geom g_geom_table = {
  .start = g_geom_start,
  .access = g_geom_access,
  .orphan = g_geom_orphan,
  .spoiled = g_geom_spoiled,
};

void disk_d_strategy(void) {}
void disk_d_open(void) {}
void disk_d_close(void) {}
struct disk {
  any_t d_strategy;
  any_t d_open;
  any_t d_close;
};
static struct disk disk_table = {
  .d_strategy = disk_d_strategy,
  .d_open = disk_d_open,
  .d_close = disk_d_close,
};

// Giant, where the flags ask for it.
void needs_giant(void) {}
static struct cdevsw giant_table = { .d_open = needs_giant, .d_flags = 0x00400000 };

// CHECK-DAG: {{^}}binding struct cdevsw.d_open = needs_giant (entry) lock=Giant @{{.*}}
// CHECK-DAG: {{^}}binding struct cdevsw.d_open = cdevsw_d_open (entry) @{{.*}}
// CHECK-DAG: {{^}}handler cdevsw_d_open as entry, of struct cdevsw.d_open{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_fdopen as entry, of struct cdevsw.d_fdopen{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_close as close, of struct cdevsw.d_close{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_read as entry, of struct cdevsw.d_read{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_write as entry, of struct cdevsw.d_write{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_ioctl as entry, of struct cdevsw.d_ioctl{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_poll as entry, of struct cdevsw.d_poll{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_mmap as entry, of struct cdevsw.d_mmap{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_mmap_single as entry, of struct cdevsw.d_mmap_single{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_kqfilter as entry, of struct cdevsw.d_kqfilter{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_purge as entry, of struct cdevsw.d_purge{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_strategy as entry, of struct cdevsw.d_strategy{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_identify_desc as attach (alone), of struct kobj_method.func[device_identify_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_probe_desc as attach (alone), of struct kobj_method.func[device_probe_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_attach_desc as attach (alone), of struct kobj_method.func[device_attach_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_detach_desc as detach (last), of struct kobj_method.func[device_detach_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_shutdown_desc as detach (last), of struct kobj_method.func[device_shutdown_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_suspend_desc as detach (last), of struct kobj_method.func[device_suspend_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_resume_desc as detach (last), of struct kobj_method.func[device_resume_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_device_quiesce_desc as detach (last), of struct kobj_method.func[device_quiesce_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_miibus_readreg_desc as entry, of struct kobj_method.func[miibus_readreg_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_miibus_writereg_desc as entry, of struct kobj_method.func[miibus_writereg_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_miibus_statchg_desc as entry, of struct kobj_method.func[miibus_statchg_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_miibus_linkchg_desc as entry, of struct kobj_method.func[miibus_linkchg_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_channel_trigger_desc as channel, of struct kobj_method.func[channel_trigger_desc]{{$}}
// CHECK-DAG: {{^}}handler kobj_method_channel_getptr_desc as channel, of struct kobj_method.func[channel_getptr_desc]{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_start as transmit, of struct ifnet.if_start{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_transmit as transmit, of struct ifnet.if_transmit{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_ioctl as entry, of struct ifnet.if_ioctl{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_init as entry, of struct ifnet.if_init{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_qflush as entry, of struct ifnet.if_qflush{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_watchdog as watchdog, of struct ifnet.if_watchdog{{$}}
// CHECK-DAG: {{^}}handler usb_config_callback as usb-transfer, of struct usb_config.callback{{$}}
// CHECK-DAG: {{^}}handler ng_hook_hk_rcvmsg as netgraph (serial), of struct ng_hook.hk_rcvmsg{{$}}
// CHECK-DAG: {{^}}handler ng_hook_hk_rcvdata as netgraph-data, of struct ng_hook.hk_rcvdata{{$}}
// CHECK-DAG: {{^}}handler ng_type_constructor as netgraph (serial), of struct ng_type.constructor{{$}}
// CHECK-DAG: {{^}}handler ng_type_rcvmsg as netgraph (serial), of struct ng_type.rcvmsg{{$}}
// CHECK-DAG: {{^}}handler ng_type_shutdown as netgraph (serial), of struct ng_type.shutdown{{$}}
// CHECK-DAG: {{^}}handler ng_type_newhook as netgraph (serial), of struct ng_type.newhook{{$}}
// CHECK-DAG: {{^}}handler ng_type_disconnect as netgraph (serial), of struct ng_type.disconnect{{$}}
// CHECK-DAG: {{^}}handler ng_type_rcvdata as netgraph-data, of struct ng_type.rcvdata{{$}}
// CHECK-DAG: {{^}}handler g_class_start as geom-start, of struct g_class.start{{$}}
// CHECK-DAG: {{^}}handler g_class_taste as geom (serial), of struct g_class.taste{{$}}
// CHECK-DAG: {{^}}handler g_class_config as geom (serial), of struct g_class.config{{$}}
// CHECK-DAG: {{^}}handler g_class_ctlreq as geom (serial), of struct g_class.ctlreq{{$}}
// CHECK-DAG: {{^}}handler g_class_destroy_geom as geom (serial), of struct g_class.destroy_geom{{$}}
// CHECK-DAG: {{^}}handler g_class_access as geom (serial), of struct g_class.access{{$}}
// CHECK-DAG: {{^}}handler g_class_orphan as geom (serial), of struct g_class.orphan{{$}}
// CHECK-DAG: {{^}}handler g_class_spoiled as geom (serial), of struct g_class.spoiled{{$}}
// CHECK-DAG: {{^}}handler g_geom_start as geom-start, of struct g_geom.start{{$}}
// CHECK-DAG: {{^}}handler g_geom_access as geom (serial), of struct g_geom.access{{$}}
// CHECK-DAG: {{^}}handler g_geom_orphan as geom (serial), of struct g_geom.orphan{{$}}
// CHECK-DAG: {{^}}handler g_geom_spoiled as geom (serial), of struct g_geom.spoiled{{$}}
// CHECK-DAG: {{^}}handler disk_d_strategy as geom-start, of struct disk.d_strategy{{$}}
// CHECK-DAG: {{^}}handler disk_d_open as geom (serial), of struct disk.d_open{{$}}
// CHECK-DAG: {{^}}handler disk_d_close as geom (serial), of struct disk.d_close{{$}}
