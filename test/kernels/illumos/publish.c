// Calls after which the kernel may call the driver.
// RUN: %locktidy graph --all %s -- %kernel-illumos | FileCheck %s
int ddi_create_minor_node(void *);
int mac_register(void *);
int scsi_hba_attach_setup(void *);

void attach(void *sc) {
  ddi_create_minor_node(sc); // CHECK: publish ddi_create_minor_node @[[#@LINE]]
  mac_register(sc); // CHECK: publish mac_register @[[#@LINE]]
  scsi_hba_attach_setup(sc); // CHECK: publish scsi_hba_attach_setup @[[#@LINE]]
}
