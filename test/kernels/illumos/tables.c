// Functions in records that the kernel calls: each is a handler, and in which context.
// RUN: %locktidy graph --all --solved %s -- %kernel-illumos | FileCheck %s
typedef void (*any_t)(void);

void cb_ops_cb_open(void) {}
void cb_ops_cb_close(void) {}
void cb_ops_cb_read(void) {}
void cb_ops_cb_write(void) {}
void cb_ops_cb_ioctl(void) {}
void cb_ops_cb_devmap(void) {}
void cb_ops_cb_mmap(void) {}
void cb_ops_cb_segmap(void) {}
void cb_ops_cb_chpoll(void) {}
void cb_ops_cb_prop_op(void) {}
void cb_ops_cb_aread(void) {}
void cb_ops_cb_awrite(void) {}
void cb_ops_cb_strategy(void) {}
struct cb_ops {
  any_t cb_open;
  any_t cb_close;
  any_t cb_read;
  any_t cb_write;
  any_t cb_ioctl;
  any_t cb_devmap;
  any_t cb_mmap;
  any_t cb_segmap;
  any_t cb_chpoll;
  any_t cb_prop_op;
  any_t cb_aread;
  any_t cb_awrite;
  any_t cb_strategy;
};
static struct cb_ops cb_ops_table = {
  .cb_open = cb_ops_cb_open,
  .cb_close = cb_ops_cb_close,
  .cb_read = cb_ops_cb_read,
  .cb_write = cb_ops_cb_write,
  .cb_ioctl = cb_ops_cb_ioctl,
  .cb_devmap = cb_ops_cb_devmap,
  .cb_mmap = cb_ops_cb_mmap,
  .cb_segmap = cb_ops_cb_segmap,
  .cb_chpoll = cb_ops_cb_chpoll,
  .cb_prop_op = cb_ops_cb_prop_op,
  .cb_aread = cb_ops_cb_aread,
  .cb_awrite = cb_ops_cb_awrite,
  .cb_strategy = cb_ops_cb_strategy,
};

void dev_ops_devo_probe(void) {}
void dev_ops_devo_attach(void) {}
void dev_ops_devo_detach(void) {}
void dev_ops_devo_getinfo(void) {}
void dev_ops_devo_power(void) {}
void dev_ops_devo_quiesce(void) {}
struct dev_ops {
  any_t devo_probe;
  any_t devo_attach;
  any_t devo_detach;
  any_t devo_getinfo;
  any_t devo_power;
  any_t devo_quiesce;
};
static struct dev_ops dev_ops_table = {
  .devo_probe = dev_ops_devo_probe,
  .devo_attach = dev_ops_devo_attach,
  .devo_detach = dev_ops_devo_detach,
  .devo_getinfo = dev_ops_devo_getinfo,
  .devo_power = dev_ops_devo_power,
  .devo_quiesce = dev_ops_devo_quiesce,
};

void cons_polledio_cons_polledio_putchar(void) {}
void cons_polledio_cons_polledio_getchar(void) {}
void cons_polledio_cons_polledio_ischar(void) {}
void cons_polledio_cons_polledio_enter(void) {}
void cons_polledio_cons_polledio_exit(void) {}
struct cons_polledio {
  any_t cons_polledio_putchar;
  any_t cons_polledio_getchar;
  any_t cons_polledio_ischar;
  any_t cons_polledio_enter;
  any_t cons_polledio_exit;
};
static struct cons_polledio cons_polledio_table = {
  .cons_polledio_putchar = cons_polledio_cons_polledio_putchar,
  .cons_polledio_getchar = cons_polledio_cons_polledio_getchar,
  .cons_polledio_ischar = cons_polledio_cons_polledio_ischar,
  .cons_polledio_enter = cons_polledio_cons_polledio_enter,
  .cons_polledio_exit = cons_polledio_cons_polledio_exit,
};

void qinit_qi_putp(void) {}
void qinit_qi_srvp(void) {}
void qinit_qi_qopen(void) {}
void qinit_qi_qclose(void) {}
struct qinit {
  any_t qi_putp;
  any_t qi_srvp;
  any_t qi_qopen;
  any_t qi_qclose;
};
static struct qinit qinit_table = {
  .qi_putp = qinit_qi_putp,
  .qi_srvp = qinit_qi_srvp,
  .qi_qopen = qinit_qi_qopen,
  .qi_qclose = qinit_qi_qclose,
};

void mac_callbacks_s_mc_tx(void) {}
void mac_callbacks_s_mc_getstat(void) {}
void mac_callbacks_s_mc_start(void) {}
void mac_callbacks_s_mc_stop(void) {}
void mac_callbacks_s_mc_setpromisc(void) {}
void mac_callbacks_s_mc_multicst(void) {}
void mac_callbacks_s_mc_unicst(void) {}
void mac_callbacks_s_mc_ioctl(void) {}
void mac_callbacks_s_mc_getcapab(void) {}
void mac_callbacks_s_mc_open(void) {}
void mac_callbacks_s_mc_close(void) {}
void mac_callbacks_s_mc_setprop(void) {}
void mac_callbacks_s_mc_getprop(void) {}
void mac_callbacks_s_mc_propinfo(void) {}
struct mac_callbacks_s {
  any_t mc_tx;
  any_t mc_getstat;
  any_t mc_start;
  any_t mc_stop;
  any_t mc_setpromisc;
  any_t mc_multicst;
  any_t mc_unicst;
  any_t mc_ioctl;
  any_t mc_getcapab;
  any_t mc_open;
  any_t mc_close;
  any_t mc_setprop;
  any_t mc_getprop;
  any_t mc_propinfo;
};
static struct mac_callbacks_s mac_callbacks_s_table = {
  .mc_tx = mac_callbacks_s_mc_tx,
  .mc_getstat = mac_callbacks_s_mc_getstat,
  .mc_start = mac_callbacks_s_mc_start,
  .mc_stop = mac_callbacks_s_mc_stop,
  .mc_setpromisc = mac_callbacks_s_mc_setpromisc,
  .mc_multicst = mac_callbacks_s_mc_multicst,
  .mc_unicst = mac_callbacks_s_mc_unicst,
  .mc_ioctl = mac_callbacks_s_mc_ioctl,
  .mc_getcapab = mac_callbacks_s_mc_getcapab,
  .mc_open = mac_callbacks_s_mc_open,
  .mc_close = mac_callbacks_s_mc_close,
  .mc_setprop = mac_callbacks_s_mc_setprop,
  .mc_getprop = mac_callbacks_s_mc_getprop,
  .mc_propinfo = mac_callbacks_s_mc_propinfo,
};

void scsi_hba_tran_tran_start(void) {}
void scsi_hba_tran_tran_init_pkt(void) {}
void scsi_hba_tran_tran_tgt_init(void) {}
void scsi_hba_tran_tran_tgt_probe(void) {}
void scsi_hba_tran_tran_tgt_free(void) {}
void scsi_hba_tran_tran_reset(void) {}
void scsi_hba_tran_tran_abort(void) {}
void scsi_hba_tran_tran_getcap(void) {}
void scsi_hba_tran_tran_setcap(void) {}
void scsi_hba_tran_tran_bus_config(void) {}
void scsi_hba_tran_tran_bus_unconfig(void) {}
void scsi_hba_tran_tran_quiesce(void) {}
void scsi_hba_tran_tran_unquiesce(void) {}
struct scsi_hba_tran {
  any_t tran_start;
  any_t tran_init_pkt;
  any_t tran_tgt_init;
  any_t tran_tgt_probe;
  any_t tran_tgt_free;
  any_t tran_reset;
  any_t tran_abort;
  any_t tran_getcap;
  any_t tran_setcap;
  any_t tran_bus_config;
  any_t tran_bus_unconfig;
  any_t tran_quiesce;
  any_t tran_unquiesce;
};
static struct scsi_hba_tran scsi_hba_tran_table = {
  .tran_start = scsi_hba_tran_tran_start,
  .tran_init_pkt = scsi_hba_tran_tran_init_pkt,
  .tran_tgt_init = scsi_hba_tran_tran_tgt_init,
  .tran_tgt_probe = scsi_hba_tran_tran_tgt_probe,
  .tran_tgt_free = scsi_hba_tran_tran_tgt_free,
  .tran_reset = scsi_hba_tran_tran_reset,
  .tran_abort = scsi_hba_tran_tran_abort,
  .tran_getcap = scsi_hba_tran_tran_getcap,
  .tran_setcap = scsi_hba_tran_tran_setcap,
  .tran_bus_config = scsi_hba_tran_tran_bus_config,
  .tran_bus_unconfig = scsi_hba_tran_tran_bus_unconfig,
  .tran_quiesce = scsi_hba_tran_tran_quiesce,
  .tran_unquiesce = scsi_hba_tran_tran_unquiesce,
};

void usb_ctrl_req_ctrl_cb(void) {}
void usb_ctrl_req_ctrl_exc_cb(void) {}
struct usb_ctrl_req {
  any_t ctrl_cb;
  any_t ctrl_exc_cb;
};
static struct usb_ctrl_req usb_ctrl_req_table = {
  .ctrl_cb = usb_ctrl_req_ctrl_cb,
  .ctrl_exc_cb = usb_ctrl_req_ctrl_exc_cb,
};

void usb_bulk_req_bulk_cb(void) {}
void usb_bulk_req_bulk_exc_cb(void) {}
struct usb_bulk_req {
  any_t bulk_cb;
  any_t bulk_exc_cb;
};
static struct usb_bulk_req usb_bulk_req_table = {
  .bulk_cb = usb_bulk_req_bulk_cb,
  .bulk_exc_cb = usb_bulk_req_bulk_exc_cb,
};

void usb_intr_req_intr_cb(void) {}
void usb_intr_req_intr_exc_cb(void) {}
struct usb_intr_req {
  any_t intr_cb;
  any_t intr_exc_cb;
};
static struct usb_intr_req usb_intr_req_table = {
  .intr_cb = usb_intr_req_intr_cb,
  .intr_exc_cb = usb_intr_req_intr_exc_cb,
};

void usb_isoc_req_isoc_cb(void) {}
void usb_isoc_req_isoc_exc_cb(void) {}
struct usb_isoc_req {
  any_t isoc_cb;
  any_t isoc_exc_cb;
};
static struct usb_isoc_req usb_isoc_req_table = {
  .isoc_cb = usb_isoc_req_isoc_cb,
  .isoc_exc_cb = usb_isoc_req_isoc_exc_cb,
};

// CHECK-DAG: {{^}}handler cb_ops_cb_open as entry, of struct cb_ops.cb_open{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_close as close, of struct cb_ops.cb_close{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_read as entry, of struct cb_ops.cb_read{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_write as entry, of struct cb_ops.cb_write{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_ioctl as entry, of struct cb_ops.cb_ioctl{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_devmap as entry, of struct cb_ops.cb_devmap{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_mmap as entry, of struct cb_ops.cb_mmap{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_segmap as entry, of struct cb_ops.cb_segmap{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_chpoll as entry, of struct cb_ops.cb_chpoll{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_prop_op as entry, of struct cb_ops.cb_prop_op{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_aread as entry, of struct cb_ops.cb_aread{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_awrite as entry, of struct cb_ops.cb_awrite{{$}}
// CHECK-DAG: {{^}}handler cb_ops_cb_strategy as strategy, of struct cb_ops.cb_strategy{{$}}
// CHECK-DAG: {{^}}handler dev_ops_devo_probe as attach (alone), of struct dev_ops.devo_probe{{$}}
// CHECK-DAG: {{^}}handler dev_ops_devo_attach as attach (alone), of struct dev_ops.devo_attach{{$}}
// CHECK-DAG: {{^}}handler dev_ops_devo_detach as detach (last), of struct dev_ops.devo_detach{{$}}
// CHECK-DAG: {{^}}handler dev_ops_devo_getinfo as entry, of struct dev_ops.devo_getinfo{{$}}
// CHECK-DAG: {{^}}handler dev_ops_devo_power as entry, of struct dev_ops.devo_power{{$}}
// CHECK-DAG: {{^}}handler dev_ops_devo_quiesce as quiesce (last), of struct dev_ops.devo_quiesce{{$}}
// CHECK-DAG: {{^}}handler cons_polledio_cons_polledio_putchar as polled (last), of struct cons_polledio.cons_polledio_putchar{{$}}
// CHECK-DAG: {{^}}handler cons_polledio_cons_polledio_getchar as polled (last), of struct cons_polledio.cons_polledio_getchar{{$}}
// CHECK-DAG: {{^}}handler cons_polledio_cons_polledio_ischar as polled (last), of struct cons_polledio.cons_polledio_ischar{{$}}
// CHECK-DAG: {{^}}handler cons_polledio_cons_polledio_enter as polled (last), of struct cons_polledio.cons_polledio_enter{{$}}
// CHECK-DAG: {{^}}handler cons_polledio_cons_polledio_exit as polled (last), of struct cons_polledio.cons_polledio_exit{{$}}
// CHECK-DAG: {{^}}handler qinit_qi_putp as streams, of struct qinit.qi_putp{{$}}
// CHECK-DAG: {{^}}handler qinit_qi_srvp as streams, of struct qinit.qi_srvp{{$}}
// CHECK-DAG: {{^}}handler qinit_qi_qopen as entry, of struct qinit.qi_qopen{{$}}
// CHECK-DAG: {{^}}handler qinit_qi_qclose as close, of struct qinit.qi_qclose{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_tx as mac-tx, of struct mac_callbacks_s.mc_tx{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_getstat as entry, of struct mac_callbacks_s.mc_getstat{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_start as entry, of struct mac_callbacks_s.mc_start{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_stop as entry, of struct mac_callbacks_s.mc_stop{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_setpromisc as entry, of struct mac_callbacks_s.mc_setpromisc{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_multicst as entry, of struct mac_callbacks_s.mc_multicst{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_unicst as entry, of struct mac_callbacks_s.mc_unicst{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_ioctl as entry, of struct mac_callbacks_s.mc_ioctl{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_getcapab as entry, of struct mac_callbacks_s.mc_getcapab{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_open as entry, of struct mac_callbacks_s.mc_open{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_close as entry, of struct mac_callbacks_s.mc_close{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_setprop as entry, of struct mac_callbacks_s.mc_setprop{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_getprop as entry, of struct mac_callbacks_s.mc_getprop{{$}}
// CHECK-DAG: {{^}}handler mac_callbacks_s_mc_propinfo as entry, of struct mac_callbacks_s.mc_propinfo{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_start as tran-start, of struct scsi_hba_tran.tran_start{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_init_pkt as tran-init-pkt, of struct scsi_hba_tran.tran_init_pkt{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_tgt_init as entry, of struct scsi_hba_tran.tran_tgt_init{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_tgt_probe as entry, of struct scsi_hba_tran.tran_tgt_probe{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_tgt_free as entry, of struct scsi_hba_tran.tran_tgt_free{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_reset as entry, of struct scsi_hba_tran.tran_reset{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_abort as entry, of struct scsi_hba_tran.tran_abort{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_getcap as entry, of struct scsi_hba_tran.tran_getcap{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_setcap as entry, of struct scsi_hba_tran.tran_setcap{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_bus_config as entry, of struct scsi_hba_tran.tran_bus_config{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_bus_unconfig as entry, of struct scsi_hba_tran.tran_bus_unconfig{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_quiesce as entry, of struct scsi_hba_tran.tran_quiesce{{$}}
// CHECK-DAG: {{^}}handler scsi_hba_tran_tran_unquiesce as entry, of struct scsi_hba_tran.tran_unquiesce{{$}}
// CHECK-DAG: {{^}}handler usb_ctrl_req_ctrl_cb as usb-callback, of struct usb_ctrl_req.ctrl_cb{{$}}
// CHECK-DAG: {{^}}handler usb_ctrl_req_ctrl_exc_cb as usb-callback, of struct usb_ctrl_req.ctrl_exc_cb{{$}}
// CHECK-DAG: {{^}}handler usb_bulk_req_bulk_cb as usb-callback, of struct usb_bulk_req.bulk_cb{{$}}
// CHECK-DAG: {{^}}handler usb_bulk_req_bulk_exc_cb as usb-callback, of struct usb_bulk_req.bulk_exc_cb{{$}}
// CHECK-DAG: {{^}}handler usb_intr_req_intr_cb as usb-callback, of struct usb_intr_req.intr_cb{{$}}
// CHECK-DAG: {{^}}handler usb_intr_req_intr_exc_cb as usb-callback, of struct usb_intr_req.intr_exc_cb{{$}}
// CHECK-DAG: {{^}}handler usb_isoc_req_isoc_cb as usb-callback, of struct usb_isoc_req.isoc_cb{{$}}
// CHECK-DAG: {{^}}handler usb_isoc_req_isoc_exc_cb as usb-callback, of struct usb_isoc_req.isoc_exc_cb{{$}}
