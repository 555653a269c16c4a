// Functions in records that the kernel calls: each is a handler, and in which context.
// RUN: %locktidy graph --all --solved %s -- %kernel-netbsd | FileCheck %s
#define D_MPSAFE 0x0100
typedef void (*any_t)(void);

void cdevsw_d_open(void) {}
void cdevsw_d_close(void) {}
void cdevsw_d_read(void) {}
void cdevsw_d_write(void) {}
void cdevsw_d_ioctl(void) {}
void cdevsw_d_poll(void) {}
void cdevsw_d_mmap(void) {}
void cdevsw_d_kqfilter(void) {}
struct cdevsw {
  any_t d_open;
  any_t d_close;
  any_t d_read;
  any_t d_write;
  any_t d_ioctl;
  any_t d_poll;
  any_t d_mmap;
  any_t d_kqfilter;
  int d_flag;
};
static struct cdevsw cdevsw_table = {
  .d_open = cdevsw_d_open,
  .d_close = cdevsw_d_close,
  .d_read = cdevsw_d_read,
  .d_write = cdevsw_d_write,
  .d_ioctl = cdevsw_d_ioctl,
  .d_poll = cdevsw_d_poll,
  .d_mmap = cdevsw_d_mmap,
  .d_kqfilter = cdevsw_d_kqfilter,
};

void bdevsw_d_open(void) {}
void bdevsw_d_close(void) {}
void bdevsw_d_strategy(void) {}
void bdevsw_d_ioctl(void) {}
void bdevsw_d_psize(void) {}
struct bdevsw {
  any_t d_open;
  any_t d_close;
  any_t d_strategy;
  any_t d_ioctl;
  any_t d_psize;
  int d_flag;
};
static struct bdevsw bdevsw_table = {
  .d_open = bdevsw_d_open,
  .d_close = bdevsw_d_close,
  .d_strategy = bdevsw_d_strategy,
  .d_ioctl = bdevsw_d_ioctl,
  .d_psize = bdevsw_d_psize,
};

void cfattach_ca_match(void) {}
void cfattach_ca_attach(void) {}
void cfattach_ca_detach(void) {}
void cfattach_ca_activate(void) {}
void cfattach_ca_rescan(void) {}
void cfattach_ca_childdetached(void) {}
struct cfattach {
  any_t ca_match;
  any_t ca_attach;
  any_t ca_detach;
  any_t ca_activate;
  any_t ca_rescan;
  any_t ca_childdetached;
};
static struct cfattach cfattach_table = {
  .ca_match = cfattach_ca_match,
  .ca_attach = cfattach_ca_attach,
  .ca_detach = cfattach_ca_detach,
  .ca_activate = cfattach_ca_activate,
  .ca_rescan = cfattach_ca_rescan,
  .ca_childdetached = cfattach_ca_childdetached,
};

void ifnet_if_start(void) {}
void ifnet_if_transmit(void) {}
void ifnet_if_ioctl(void) {}
void ifnet_if_init(void) {}
void ifnet_if_stop(void) {}
void ifnet_if_drain(void) {}
void ifnet_if_slowtimo(void) {}
void ifnet_if_watchdog(void) {}
struct ifnet {
  any_t if_start;
  any_t if_transmit;
  any_t if_ioctl;
  any_t if_init;
  any_t if_stop;
  any_t if_drain;
  any_t if_slowtimo;
  any_t if_watchdog;
};
static struct ifnet ifnet_table = {
  .if_start = ifnet_if_start,
  .if_transmit = ifnet_if_transmit,
  .if_ioctl = ifnet_if_ioctl,
  .if_init = ifnet_if_init,
  .if_stop = ifnet_if_stop,
  .if_drain = ifnet_if_drain,
  .if_slowtimo = ifnet_if_slowtimo,
  .if_watchdog = ifnet_if_watchdog,
};

void scsipi_adapter_adapt_request(void) {}
void scsipi_adapter_adapt_ioctl(void) {}
void scsipi_adapter_adapt_enable(void) {}
struct scsipi_adapter {
  any_t adapt_request;
  any_t adapt_ioctl;
  any_t adapt_enable;
};
static struct scsipi_adapter scsipi_adapter_table = {
  .adapt_request = scsipi_adapter_adapt_request,
  .adapt_ioctl = scsipi_adapter_adapt_ioctl,
  .adapt_enable = scsipi_adapter_adapt_enable,
};

void audio_hw_if_open(void) {}
void audio_hw_if_close(void) {}
void audio_hw_if_set_params(void) {}
void audio_hw_if_commit_settings(void) {}
void audio_hw_if_set_port(void) {}
void audio_hw_if_get_port(void) {}
void audio_hw_if_query_devinfo(void) {}
void audio_hw_if_allocm(void) {}
void audio_hw_if_freem(void) {}
void audio_hw_if_start_output(void) {}
void audio_hw_if_start_input(void) {}
void audio_hw_if_trigger_output(void) {}
void audio_hw_if_trigger_input(void) {}
void audio_hw_if_halt_output(void) {}
void audio_hw_if_halt_input(void) {}
struct audio_hw_if {
  any_t open;
  any_t close;
  any_t set_params;
  any_t commit_settings;
  any_t set_port;
  any_t get_port;
  any_t query_devinfo;
  any_t allocm;
  any_t freem;
  any_t start_output;
  any_t start_input;
  any_t trigger_output;
  any_t trigger_input;
  any_t halt_output;
  any_t halt_input;
};
static struct audio_hw_if audio_hw_if_table = {
  .open = audio_hw_if_open,
  .close = audio_hw_if_close,
  .set_params = audio_hw_if_set_params,
  .commit_settings = audio_hw_if_commit_settings,
  .set_port = audio_hw_if_set_port,
  .get_port = audio_hw_if_get_port,
  .query_devinfo = audio_hw_if_query_devinfo,
  .allocm = audio_hw_if_allocm,
  .freem = audio_hw_if_freem,
  .start_output = audio_hw_if_start_output,
  .start_input = audio_hw_if_start_input,
  .trigger_output = audio_hw_if_trigger_output,
  .trigger_input = audio_hw_if_trigger_input,
  .halt_output = audio_hw_if_halt_output,
  .halt_input = audio_hw_if_halt_input,
};

// The kernel lock, unless the flags say that it is not needed.
void is_safe(void) {}
static struct cdevsw safe_cdevsw = { .d_open = is_safe, .d_flag = 0x0100 };
static struct bdevsw safe_bdevsw = { .d_open = is_safe, .d_flag = 0x0100 };

// CHECK-DAG: {{^}}binding struct cdevsw.d_open = is_safe (entry) @{{.*}}
// CHECK-DAG: {{^}}binding struct bdevsw.d_open = is_safe (entry) @{{.*}}
// CHECK-DAG: {{^}}binding struct cdevsw.d_open = cdevsw_d_open (entry) lock=kernel_lock @{{.*}}
// CHECK-DAG: {{^}}binding struct bdevsw.d_open = bdevsw_d_open (entry) lock=kernel_lock @{{.*}}
// CHECK-DAG: {{^}}handler cdevsw_d_open as entry, of struct cdevsw.d_open{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_close as close, of struct cdevsw.d_close{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_read as entry, of struct cdevsw.d_read{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_write as entry, of struct cdevsw.d_write{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_ioctl as entry, of struct cdevsw.d_ioctl{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_poll as entry, of struct cdevsw.d_poll{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_mmap as entry, of struct cdevsw.d_mmap{{$}}
// CHECK-DAG: {{^}}handler cdevsw_d_kqfilter as entry, of struct cdevsw.d_kqfilter{{$}}
// CHECK-DAG: {{^}}handler bdevsw_d_open as entry, of struct bdevsw.d_open{{$}}
// CHECK-DAG: {{^}}handler bdevsw_d_close as close, of struct bdevsw.d_close{{$}}
// CHECK-DAG: {{^}}handler bdevsw_d_strategy as entry, of struct bdevsw.d_strategy{{$}}
// CHECK-DAG: {{^}}handler bdevsw_d_ioctl as entry, of struct bdevsw.d_ioctl{{$}}
// CHECK-DAG: {{^}}handler bdevsw_d_psize as entry, of struct bdevsw.d_psize{{$}}
// CHECK-DAG: {{^}}handler cfattach_ca_match as attach (alone), of struct cfattach.ca_match{{$}}
// CHECK-DAG: {{^}}handler cfattach_ca_attach as attach (alone), of struct cfattach.ca_attach{{$}}
// CHECK-DAG: {{^}}handler cfattach_ca_detach as detach (last), of struct cfattach.ca_detach{{$}}
// CHECK-DAG: {{^}}handler cfattach_ca_activate as detach (last), of struct cfattach.ca_activate{{$}}
// CHECK-DAG: {{^}}handler cfattach_ca_rescan as detach (last), of struct cfattach.ca_rescan{{$}}
// CHECK-DAG: {{^}}handler cfattach_ca_childdetached as detach (last), of struct cfattach.ca_childdetached{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_start as transmit, of struct ifnet.if_start{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_transmit as transmit, of struct ifnet.if_transmit{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_ioctl as entry, of struct ifnet.if_ioctl{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_init as entry, of struct ifnet.if_init{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_stop as entry, of struct ifnet.if_stop{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_drain as entry, of struct ifnet.if_drain{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_slowtimo as watchdog, of struct ifnet.if_slowtimo{{$}}
// CHECK-DAG: {{^}}handler ifnet_if_watchdog as watchdog, of struct ifnet.if_watchdog{{$}}
// CHECK-DAG: {{^}}handler scsipi_adapter_adapt_request as entry, of struct scsipi_adapter.adapt_request{{$}}
// CHECK-DAG: {{^}}handler scsipi_adapter_adapt_ioctl as entry, of struct scsipi_adapter.adapt_ioctl{{$}}
// CHECK-DAG: {{^}}handler scsipi_adapter_adapt_enable as entry, of struct scsipi_adapter.adapt_enable{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_open as entry, of struct audio_hw_if.open{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_close as entry, of struct audio_hw_if.close{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_set_params as entry, of struct audio_hw_if.set_params{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_commit_settings as entry, of struct audio_hw_if.commit_settings{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_set_port as entry, of struct audio_hw_if.set_port{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_get_port as entry, of struct audio_hw_if.get_port{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_query_devinfo as entry, of struct audio_hw_if.query_devinfo{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_allocm as entry, of struct audio_hw_if.allocm{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_freem as entry, of struct audio_hw_if.freem{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_start_output as entry, of struct audio_hw_if.start_output{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_start_input as entry, of struct audio_hw_if.start_input{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_trigger_output as entry, of struct audio_hw_if.trigger_output{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_trigger_input as entry, of struct audio_hw_if.trigger_input{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_halt_output as entry, of struct audio_hw_if.halt_output{{$}}
// CHECK-DAG: {{^}}handler audio_hw_if_halt_input as entry, of struct audio_hw_if.halt_input{{$}}
