// RUN: %check-expect %s -- %illumos
//
// The minor nodes of a device that is detached are removed without waiting: in
// the detach routine and in what only it calls.

#include <sys/types.h>
#include <sys/errno.h>
#include <sys/debug.h>
#include <sys/ksynch.h>
#include <sys/conf.h>
#include <sys/ddi.h>
#include <sys/sunddi.h>

struct foo {
	kmutex_t lock;
	dev_info_t *dip;
};
static struct foo foo;

static void
foo_free(struct foo *fp)
{
	mutex_enter(&fp->lock);
	ddi_remove_minor_node(fp->dip, NULL);
	mutex_exit(&fp->lock);
}

static void
foo_forget(struct foo *fp, char *name)
{
	mutex_enter(&fp->lock);
	ddi_remove_minor_node(fp->dip, name);	/* expect: sleep-under-lock */
	mutex_exit(&fp->lock);
}

/* Called by who has the table, too. */
static void
foo_stop(struct foo *fp)
{
	mutex_enter(&fp->lock);
	ddi_remove_minor_node(fp->dip, NULL);	/* expect: sleep-under-lock */
	mutex_exit(&fp->lock);
}
struct foo_calls {
	void (*stop)(struct foo *);
} foo_calls = { foo_stop };

static int
foo_detach(dev_info_t *dip, ddi_detach_cmd_t cmd)
{
	foo_free(&foo);
	foo_forget(&foo, "foo");
	foo_stop(&foo);
	return (DDI_SUCCESS);
}

static int
foo_ioctl(dev_t dev, int cmd, intptr_t arg, int mode, cred_t *cr, int *rv)
{
	foo_forget(&foo, (char *)arg);
	return (0);
}

static struct cb_ops foo_cb_ops = { .cb_ioctl = foo_ioctl };
struct dev_ops foo_ops = {
	.devo_detach = foo_detach,
	.devo_cb_ops = &foo_cb_ops,
};

void
foo_setup(dev_info_t *dip)
{
	mutex_init(&foo.lock, NULL, MUTEX_DRIVER, NULL);
	foo.dip = dip;
}
