// What names an object of a device gives the same one for the same argument.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

void *dev_get_drvdata(), *pci_get_drvdata(), *usb_get_intfdata(), *platform_get_drvdata(),
    *netdev_priv();
SAME(void *, dev_get_drvdata(arg)) // expect: recursive-lock
SAME(void *, pci_get_drvdata(arg)) // expect: recursive-lock
SAME(void *, usb_get_intfdata(arg)) // expect: recursive-lock
SAME(void *, platform_get_drvdata(arg)) // expect: recursive-lock
SAME(void *, netdev_priv(arg)) // expect: recursive-lock
