// Functions in records that the kernel calls: each is a handler, and in which context.
// RUN: %locktidy graph --all --solved %s -- %kernel-linux | FileCheck %s
typedef void (*any_t)(void);

void file_operations_open(void) {}
void file_operations_release(void) {}
void file_operations_read(void) {}
void file_operations_write(void) {}
void file_operations_read_iter(void) {}
void file_operations_write_iter(void) {}
void file_operations_unlocked_ioctl(void) {}
void file_operations_compat_ioctl(void) {}
void file_operations_poll(void) {}
void file_operations_mmap(void) {}
void file_operations_llseek(void) {}
void file_operations_fsync(void) {}
void file_operations_flush(void) {}
void file_operations_fasync(void) {}
struct file_operations {
  any_t open;
  any_t release;
  any_t read;
  any_t write;
  any_t read_iter;
  any_t write_iter;
  any_t unlocked_ioctl;
  any_t compat_ioctl;
  any_t poll;
  any_t mmap;
  any_t llseek;
  any_t fsync;
  any_t flush;
  any_t fasync;
};
static struct file_operations file_operations_table = {
  .open = file_operations_open,
  .release = file_operations_release,
  .read = file_operations_read,
  .write = file_operations_write,
  .read_iter = file_operations_read_iter,
  .write_iter = file_operations_write_iter,
  .unlocked_ioctl = file_operations_unlocked_ioctl,
  .compat_ioctl = file_operations_compat_ioctl,
  .poll = file_operations_poll,
  .mmap = file_operations_mmap,
  .llseek = file_operations_llseek,
  .fsync = file_operations_fsync,
  .flush = file_operations_flush,
  .fasync = file_operations_fasync,
};

void net_device_ops_ndo_start_xmit(void) {}
void net_device_ops_ndo_set_rx_mode(void) {}
void net_device_ops_ndo_tx_timeout(void) {}
void net_device_ops_ndo_get_stats64(void) {}
void net_device_ops_ndo_open(void) {}
void net_device_ops_ndo_stop(void) {}
void net_device_ops_ndo_do_ioctl(void) {}
void net_device_ops_ndo_eth_ioctl(void) {}
void net_device_ops_ndo_change_mtu(void) {}
void net_device_ops_ndo_set_mac_address(void) {}
void net_device_ops_ndo_set_features(void) {}
struct net_device_ops {
  any_t ndo_start_xmit;
  any_t ndo_set_rx_mode;
  any_t ndo_tx_timeout;
  any_t ndo_get_stats64;
  any_t ndo_open;
  any_t ndo_stop;
  any_t ndo_do_ioctl;
  any_t ndo_eth_ioctl;
  any_t ndo_change_mtu;
  any_t ndo_set_mac_address;
  any_t ndo_set_features;
};
static struct net_device_ops net_device_ops_table = {
  .ndo_start_xmit = net_device_ops_ndo_start_xmit,
  .ndo_set_rx_mode = net_device_ops_ndo_set_rx_mode,
  .ndo_tx_timeout = net_device_ops_ndo_tx_timeout,
  .ndo_get_stats64 = net_device_ops_ndo_get_stats64,
  .ndo_open = net_device_ops_ndo_open,
  .ndo_stop = net_device_ops_ndo_stop,
  .ndo_do_ioctl = net_device_ops_ndo_do_ioctl,
  .ndo_eth_ioctl = net_device_ops_ndo_eth_ioctl,
  .ndo_change_mtu = net_device_ops_ndo_change_mtu,
  .ndo_set_mac_address = net_device_ops_ndo_set_mac_address,
  .ndo_set_features = net_device_ops_ndo_set_features,
};

void tty_operations_open(void) {}
void tty_operations_close(void) {}
void tty_operations_write(void) {}
void tty_operations_ioctl(void) {}
void tty_operations_set_termios(void) {}
void tty_operations_hangup(void) {}
void tty_operations_tiocmget(void) {}
void tty_operations_tiocmset(void) {}
struct tty_operations {
  any_t open;
  any_t close;
  any_t write;
  any_t ioctl;
  any_t set_termios;
  any_t hangup;
  any_t tiocmget;
  any_t tiocmset;
};
static struct tty_operations tty_operations_table = {
  .open = tty_operations_open,
  .close = tty_operations_close,
  .write = tty_operations_write,
  .ioctl = tty_operations_ioctl,
  .set_termios = tty_operations_set_termios,
  .hangup = tty_operations_hangup,
  .tiocmget = tty_operations_tiocmget,
  .tiocmset = tty_operations_tiocmset,
};

void uart_ops_set_mctrl(void) {}
void uart_ops_get_mctrl(void) {}
void uart_ops_stop_tx(void) {}
void uart_ops_start_tx(void) {}
void uart_ops_stop_rx(void) {}
void uart_ops_enable_ms(void) {}
void uart_ops_startup(void) {}
void uart_ops_shutdown(void) {}
void uart_ops_set_termios(void) {}
struct uart_ops {
  any_t set_mctrl;
  any_t get_mctrl;
  any_t stop_tx;
  any_t start_tx;
  any_t stop_rx;
  any_t enable_ms;
  any_t startup;
  any_t shutdown;
  any_t set_termios;
};
static struct uart_ops uart_ops_table = {
  .set_mctrl = uart_ops_set_mctrl,
  .get_mctrl = uart_ops_get_mctrl,
  .stop_tx = uart_ops_stop_tx,
  .start_tx = uart_ops_start_tx,
  .stop_rx = uart_ops_stop_rx,
  .enable_ms = uart_ops_enable_ms,
  .startup = uart_ops_startup,
  .shutdown = uart_ops_shutdown,
  .set_termios = uart_ops_set_termios,
};

void pci_driver_probe(void) {}
void pci_driver_remove(void) {}
void pci_driver_suspend(void) {}
void pci_driver_resume(void) {}
void pci_driver_shutdown(void) {}
struct pci_driver {
  any_t probe;
  any_t remove;
  any_t suspend;
  any_t resume;
  any_t shutdown;
};
static struct pci_driver pci_driver_table = {
  .probe = pci_driver_probe,
  .remove = pci_driver_remove,
  .suspend = pci_driver_suspend,
  .resume = pci_driver_resume,
  .shutdown = pci_driver_shutdown,
};

void platform_driver_probe(void) {}
void platform_driver_remove(void) {}
void platform_driver_shutdown(void) {}
void platform_driver_suspend(void) {}
void platform_driver_resume(void) {}
struct platform_driver {
  any_t probe;
  any_t remove;
  any_t shutdown;
  any_t suspend;
  any_t resume;
};
static struct platform_driver platform_driver_table = {
  .probe = platform_driver_probe,
  .remove = platform_driver_remove,
  .shutdown = platform_driver_shutdown,
  .suspend = platform_driver_suspend,
  .resume = platform_driver_resume,
};

void usb_driver_probe(void) {}
void usb_driver_disconnect(void) {}
void usb_driver_suspend(void) {}
void usb_driver_resume(void) {}
struct usb_driver {
  any_t probe;
  any_t disconnect;
  any_t suspend;
  any_t resume;
};
static struct usb_driver usb_driver_table = {
  .probe = usb_driver_probe,
  .disconnect = usb_driver_disconnect,
  .suspend = usb_driver_suspend,
  .resume = usb_driver_resume,
};

void i2c_driver_probe(void) {}
void i2c_driver_remove(void) {}
struct i2c_driver {
  any_t probe;
  any_t remove;
};
static struct i2c_driver i2c_driver_table = {
  .probe = i2c_driver_probe,
  .remove = i2c_driver_remove,
};

void spi_driver_probe(void) {}
void spi_driver_remove(void) {}
struct spi_driver {
  any_t probe;
  any_t remove;
};
static struct spi_driver spi_driver_table = {
  .probe = spi_driver_probe,
  .remove = spi_driver_remove,
};

void block_device_operations_open(void) {}
void block_device_operations_release(void) {}
void block_device_operations_ioctl(void) {}
void block_device_operations_compat_ioctl(void) {}
void block_device_operations_getgeo(void) {}
struct block_device_operations {
  any_t open;
  any_t release;
  any_t ioctl;
  any_t compat_ioctl;
  any_t getgeo;
};
static struct block_device_operations block_device_operations_table = {
  .open = block_device_operations_open,
  .release = block_device_operations_release,
  .ioctl = block_device_operations_ioctl,
  .compat_ioctl = block_device_operations_compat_ioctl,
  .getgeo = block_device_operations_getgeo,
};

void scsi_host_template_queuecommand(void) {}
void scsi_host_template_eh_abort_handler(void) {}
void scsi_host_template_eh_device_reset_handler(void) {}
void scsi_host_template_eh_bus_reset_handler(void) {}
void scsi_host_template_eh_host_reset_handler(void) {}
struct scsi_host_template {
  any_t queuecommand;
  any_t eh_abort_handler;
  any_t eh_device_reset_handler;
  any_t eh_bus_reset_handler;
  any_t eh_host_reset_handler;
};
static struct scsi_host_template scsi_host_template_table = {
  .queuecommand = scsi_host_template_queuecommand,
  .eh_abort_handler = scsi_host_template_eh_abort_handler,
  .eh_device_reset_handler = scsi_host_template_eh_device_reset_handler,
  .eh_bus_reset_handler = scsi_host_template_eh_bus_reset_handler,
  .eh_host_reset_handler = scsi_host_template_eh_host_reset_handler,
};

void hc_driver_irq(void) {}
struct hc_driver {
  any_t irq;
};
static struct hc_driver hc_driver_table = {
  .irq = hc_driver_irq,
};

void device_attribute_show(void) {}
void device_attribute_store(void) {}
struct device_attribute {
  any_t show;
  any_t store;
};
static struct device_attribute device_attribute_table = {
  .show = device_attribute_show,
  .store = device_attribute_store,
};

void timer_list_function(void) {}
struct timer_list {
  any_t function;
};
static struct timer_list timer_list_table = {
  .function = timer_list_function,
};

void tasklet_struct_func(void) {}
void tasklet_struct_callback(void) {}
struct tasklet_struct {
  any_t func;
  any_t callback;
};
static struct tasklet_struct tasklet_struct_table = {
  .func = tasklet_struct_func,
  .callback = tasklet_struct_callback,
};

void work_struct_func(void) {}
struct work_struct {
  any_t func;
};
static struct work_struct work_struct_table = {
  .func = work_struct_func,
};

void hrtimer_function(void) {}
struct hrtimer {
  any_t function;
};
static struct hrtimer hrtimer_table = {
  .function = hrtimer_function,
};

void urb_complete(void) {}
struct urb {
  any_t complete;
};
static struct urb urb_table = {
  .complete = urb_complete,
};

void mmu_notifier_ops_invalidate_range_start(void) {}
void mmu_notifier_ops_invalidate_range_end(void) {}
void mmu_notifier_ops_invalidate_range(void) {}
struct mmu_notifier_ops {
  any_t invalidate_range_start;
  any_t invalidate_range_end;
  any_t invalidate_range;
};
static struct mmu_notifier_ops mmu_notifier_ops_table = {
  .invalidate_range_start = mmu_notifier_ops_invalidate_range_start,
  .invalidate_range_end = mmu_notifier_ops_invalidate_range_end,
  .invalidate_range = mmu_notifier_ops_invalidate_range,
};

void mmu_interval_notifier_ops_invalidate(void) {}
struct mmu_interval_notifier_ops {
  any_t invalidate;
};
static struct mmu_interval_notifier_ops mmu_interval_notifier_ops_table = {
  .invalidate = mmu_interval_notifier_ops_invalidate,
};

void bio_bi_end_io(void) {}
struct bio {
  any_t bi_end_io;
};
static struct bio bio_table = {
  .bi_end_io = bio_bi_end_io,
};

// CHECK-DAG: {{^}}handler file_operations_open as entry, of struct file_operations.open{{$}}
// CHECK-DAG: {{^}}handler file_operations_release as close, of struct file_operations.release{{$}}
// CHECK-DAG: {{^}}handler file_operations_read as entry, of struct file_operations.read{{$}}
// CHECK-DAG: {{^}}handler file_operations_write as entry, of struct file_operations.write{{$}}
// CHECK-DAG: {{^}}handler file_operations_read_iter as entry, of struct file_operations.read_iter{{$}}
// CHECK-DAG: {{^}}handler file_operations_write_iter as entry, of struct file_operations.write_iter{{$}}
// CHECK-DAG: {{^}}handler file_operations_unlocked_ioctl as entry, of struct file_operations.unlocked_ioctl{{$}}
// CHECK-DAG: {{^}}handler file_operations_compat_ioctl as entry, of struct file_operations.compat_ioctl{{$}}
// CHECK-DAG: {{^}}handler file_operations_poll as entry, of struct file_operations.poll{{$}}
// CHECK-DAG: {{^}}handler file_operations_mmap as entry, of struct file_operations.mmap{{$}}
// CHECK-DAG: {{^}}handler file_operations_llseek as entry, of struct file_operations.llseek{{$}}
// CHECK-DAG: {{^}}handler file_operations_fsync as entry, of struct file_operations.fsync{{$}}
// CHECK-DAG: {{^}}handler file_operations_flush as entry, of struct file_operations.flush{{$}}
// CHECK-DAG: {{^}}handler file_operations_fasync as entry, of struct file_operations.fasync{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_start_xmit as transmit, of struct net_device_ops.ndo_start_xmit{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_set_rx_mode as atomic, of struct net_device_ops.ndo_set_rx_mode{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_tx_timeout as atomic, of struct net_device_ops.ndo_tx_timeout{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_get_stats64 as atomic, of struct net_device_ops.ndo_get_stats64{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_open as entry, of struct net_device_ops.ndo_open{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_stop as entry, of struct net_device_ops.ndo_stop{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_do_ioctl as entry, of struct net_device_ops.ndo_do_ioctl{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_eth_ioctl as entry, of struct net_device_ops.ndo_eth_ioctl{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_change_mtu as entry, of struct net_device_ops.ndo_change_mtu{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_set_mac_address as entry, of struct net_device_ops.ndo_set_mac_address{{$}}
// CHECK-DAG: {{^}}handler net_device_ops_ndo_set_features as entry, of struct net_device_ops.ndo_set_features{{$}}
// CHECK-DAG: {{^}}handler tty_operations_open as entry, of struct tty_operations.open{{$}}
// CHECK-DAG: {{^}}handler tty_operations_close as close, of struct tty_operations.close{{$}}
// CHECK-DAG: {{^}}handler tty_operations_write as entry, of struct tty_operations.write{{$}}
// CHECK-DAG: {{^}}handler tty_operations_ioctl as entry, of struct tty_operations.ioctl{{$}}
// CHECK-DAG: {{^}}handler tty_operations_set_termios as entry, of struct tty_operations.set_termios{{$}}
// CHECK-DAG: {{^}}handler tty_operations_hangup as entry, of struct tty_operations.hangup{{$}}
// CHECK-DAG: {{^}}handler tty_operations_tiocmget as entry, of struct tty_operations.tiocmget{{$}}
// CHECK-DAG: {{^}}handler tty_operations_tiocmset as entry, of struct tty_operations.tiocmset{{$}}
// CHECK-DAG: {{^}}handler uart_ops_set_mctrl as atomic, of struct uart_ops.set_mctrl{{$}}
// CHECK-DAG: {{^}}handler uart_ops_get_mctrl as atomic, of struct uart_ops.get_mctrl{{$}}
// CHECK-DAG: {{^}}handler uart_ops_stop_tx as atomic, of struct uart_ops.stop_tx{{$}}
// CHECK-DAG: {{^}}handler uart_ops_start_tx as atomic, of struct uart_ops.start_tx{{$}}
// CHECK-DAG: {{^}}handler uart_ops_stop_rx as atomic, of struct uart_ops.stop_rx{{$}}
// CHECK-DAG: {{^}}handler uart_ops_enable_ms as atomic, of struct uart_ops.enable_ms{{$}}
// CHECK-DAG: {{^}}handler uart_ops_startup as entry, of struct uart_ops.startup{{$}}
// CHECK-DAG: {{^}}handler uart_ops_shutdown as entry, of struct uart_ops.shutdown{{$}}
// CHECK-DAG: {{^}}handler uart_ops_set_termios as entry, of struct uart_ops.set_termios{{$}}
// CHECK-DAG: {{^}}handler pci_driver_probe as probe (alone), of struct pci_driver.probe{{$}}
// CHECK-DAG: {{^}}handler pci_driver_remove as remove (last), of struct pci_driver.remove{{$}}
// CHECK-DAG: {{^}}handler pci_driver_suspend as remove (last), of struct pci_driver.suspend{{$}}
// CHECK-DAG: {{^}}handler pci_driver_resume as remove (last), of struct pci_driver.resume{{$}}
// CHECK-DAG: {{^}}handler pci_driver_shutdown as remove (last), of struct pci_driver.shutdown{{$}}
// CHECK-DAG: {{^}}handler platform_driver_probe as probe (alone), of struct platform_driver.probe{{$}}
// CHECK-DAG: {{^}}handler platform_driver_remove as remove (last), of struct platform_driver.remove{{$}}
// CHECK-DAG: {{^}}handler platform_driver_shutdown as remove (last), of struct platform_driver.shutdown{{$}}
// CHECK-DAG: {{^}}handler platform_driver_suspend as remove (last), of struct platform_driver.suspend{{$}}
// CHECK-DAG: {{^}}handler platform_driver_resume as remove (last), of struct platform_driver.resume{{$}}
// CHECK-DAG: {{^}}handler usb_driver_probe as probe (alone), of struct usb_driver.probe{{$}}
// CHECK-DAG: {{^}}handler usb_driver_disconnect as remove (last), of struct usb_driver.disconnect{{$}}
// CHECK-DAG: {{^}}handler usb_driver_suspend as remove (last), of struct usb_driver.suspend{{$}}
// CHECK-DAG: {{^}}handler usb_driver_resume as remove (last), of struct usb_driver.resume{{$}}
// CHECK-DAG: {{^}}handler i2c_driver_probe as probe (alone), of struct i2c_driver.probe{{$}}
// CHECK-DAG: {{^}}handler i2c_driver_remove as remove (last), of struct i2c_driver.remove{{$}}
// CHECK-DAG: {{^}}handler spi_driver_probe as probe (alone), of struct spi_driver.probe{{$}}
// CHECK-DAG: {{^}}handler spi_driver_remove as remove (last), of struct spi_driver.remove{{$}}
// CHECK-DAG: {{^}}handler block_device_operations_open as entry, of struct block_device_operations.open{{$}}
// CHECK-DAG: {{^}}handler block_device_operations_release as close, of struct block_device_operations.release{{$}}
// CHECK-DAG: {{^}}handler block_device_operations_ioctl as entry, of struct block_device_operations.ioctl{{$}}
// CHECK-DAG: {{^}}handler block_device_operations_compat_ioctl as entry, of struct block_device_operations.compat_ioctl{{$}}
// CHECK-DAG: {{^}}handler block_device_operations_getgeo as entry, of struct block_device_operations.getgeo{{$}}
// CHECK-DAG: {{^}}handler scsi_host_template_queuecommand as atomic, of struct scsi_host_template.queuecommand{{$}}
// CHECK-DAG: {{^}}handler scsi_host_template_eh_abort_handler as entry, of struct scsi_host_template.eh_abort_handler{{$}}
// CHECK-DAG: {{^}}handler scsi_host_template_eh_device_reset_handler as entry, of struct scsi_host_template.eh_device_reset_handler{{$}}
// CHECK-DAG: {{^}}handler scsi_host_template_eh_bus_reset_handler as entry, of struct scsi_host_template.eh_bus_reset_handler{{$}}
// CHECK-DAG: {{^}}handler scsi_host_template_eh_host_reset_handler as entry, of struct scsi_host_template.eh_host_reset_handler{{$}}
// CHECK-DAG: {{^}}handler hc_driver_irq as hardirq, of struct hc_driver.irq{{$}}
// CHECK-DAG: {{^}}handler device_attribute_show as entry, of struct device_attribute.show{{$}}
// CHECK-DAG: {{^}}handler device_attribute_store as entry, of struct device_attribute.store{{$}}
// CHECK-DAG: {{^}}handler timer_list_function as timer, of struct timer_list.function{{$}}
// CHECK-DAG: {{^}}handler tasklet_struct_func as softirq, of struct tasklet_struct.func{{$}}
// CHECK-DAG: {{^}}handler tasklet_struct_callback as softirq, of struct tasklet_struct.callback{{$}}
// CHECK-DAG: {{^}}handler work_struct_func as workqueue, of struct work_struct.func{{$}}
// CHECK-DAG: {{^}}handler hrtimer_function as hardirq, of struct hrtimer.function{{$}}
// CHECK-DAG: {{^}}handler urb_complete as usb-callback, of struct urb.complete{{$}}
// CHECK-DAG: {{^}}handler mmu_notifier_ops_invalidate_range_start as memory-notifier, of struct mmu_notifier_ops.invalidate_range_start{{$}}
// CHECK-DAG: {{^}}handler mmu_notifier_ops_invalidate_range_end as memory-notifier, of struct mmu_notifier_ops.invalidate_range_end{{$}}
// CHECK-DAG: {{^}}handler mmu_notifier_ops_invalidate_range as memory-notifier, of struct mmu_notifier_ops.invalidate_range{{$}}
// CHECK-DAG: {{^}}handler mmu_interval_notifier_ops_invalidate as memory-notifier, of struct mmu_interval_notifier_ops.invalidate{{$}}
// CHECK-DAG: {{^}}handler bio_bi_end_io as bio-completion, of struct bio.bi_end_io{{$}}
