// RUN: %check-expect %s -- -target x86_64-pc-solaris2.11 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/illumos

#include <sys/types.h>
#include <sys/ksynch.h>
#include <sys/ddi.h>
#include <sys/kmem.h>
#include <sys/conf.h>
#include <sys/sunddi.h>

typedef struct soft {
  kmutex_t lock;
} soft_t;

void long_bad(soft_t *sp) {
  mutex_enter(&sp->lock);
  drv_usecwait(5000); // expect: long-hold
  mutex_exit(&sp->lock);
}

void short_ok(soft_t *sp) {
  mutex_enter(&sp->lock);
  drv_usecwait(50);
  mutex_exit(&sp->lock);
  drv_usecwait(5000);
}

// Nobody else knows the device yet.
static int soft_attach(dev_info_t *dip, ddi_attach_cmd_t cmd) {
  soft_t *sp = kmem_zalloc(sizeof(*sp), KM_SLEEP);

  mutex_enter(&sp->lock);
  drv_usecwait(5000);
  mutex_exit(&sp->lock);
  return (DDI_SUCCESS);
}

struct dev_ops soft_ops = {
  .devo_attach = soft_attach,
};
