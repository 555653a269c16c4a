// RUN: %idiom %s
// The port's try function returns lockmgr()'s code: 0 is success.
// Seen in dragonfly: sys/dev/disk/ahci/ahci_dragonfly.c, ahci_os_lock_port_nb(), and ahci.c.
// Broken: the caller takes it for a boolean.
#include "dragonfly.h"

struct ahci_port {
  struct lock ap_lock;
  int work;
};

int ahci_os_lock_port_nb(struct ahci_port *ap) {
  return (lockmgr(&ap->ap_lock, LK_EXCLUSIVE | LK_NOWAIT));
}
void ahci_os_unlock_port(struct ahci_port *ap) { lockmgr(&ap->ap_lock, LK_RELEASE); }

void ahci_intr(struct ahci_port *ap) {
#ifdef BROKEN
  if (ahci_os_lock_port_nb(ap)) {
#else
  if (ahci_os_lock_port_nb(ap) == 0) {
#endif
    ap->work = 0;
    ahci_os_unlock_port(ap); /* expect: unlock-not-held */
  } else
    ap->work++;
} /* expect: lock-leak */
