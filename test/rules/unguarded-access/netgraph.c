// What has a netgraph node for itself keeps its messages and packets apart, and
// nothing else of the driver.
// RUN: %check-expect %s -- -target x86_64-unknown-freebsd7.0 -nostdinc -ffreestanding -D_KERNEL -I%examples/include/freebsd

#include <sys/param.h>
#include <sys/systm.h>
#include <sys/conf.h>
#include <sys/mutex.h>

struct ng_item;
struct ng_hook;
struct ng_node {
  struct softc *nd_private;
};
struct ng_type {
  int (*rcvmsg)(struct ng_node *, struct ng_item *, struct ng_hook *);
  int (*rcvdata)(struct ng_hook *, struct ng_item *);
  int (*disconnect)(struct ng_hook *);
};

struct softc {
  struct mtx mtx;
  int users;   // of the device and of the node
  int packets; // of the node alone
};
static struct softc *the_sc;

static int open(struct cdev *dev, int oflags, int devtype, struct thread *td) {
  mtx_lock(&the_sc->mtx);
  the_sc->users++;
  mtx_unlock(&the_sc->mtx);
  return (0);
}

static int close(struct cdev *dev, int fflag, int devtype, struct thread *td) {
  mtx_lock(&the_sc->mtx);
  if (the_sc->users > 0)
    the_sc->users--;
  mtx_unlock(&the_sc->mtx);
  return (0);
}

static int ioctl(struct cdev *dev, u_long cmd, caddr_t data, int fflag, struct thread *td) {
  mtx_lock(&the_sc->mtx);
  the_sc->users = 1;
  mtx_unlock(&the_sc->mtx);
  return (0);
}

static struct cdevsw devsw = {.d_open = open, .d_close = close, .d_ioctl = ioctl};

static int data(struct ng_hook *hook, struct ng_item *item) {
  mtx_lock(&the_sc->mtx);
  the_sc->packets++;
  if (the_sc->packets > 9)
    the_sc->packets = 0;
  mtx_unlock(&the_sc->mtx);
  return (0);
}

static int gone(struct ng_hook *hook) {
  mtx_lock(&the_sc->mtx);
  the_sc->packets = 0;
  mtx_unlock(&the_sc->mtx);
  return (0);
}

static int message(struct ng_node *node, struct ng_item *item, struct ng_hook *hook) {
  the_sc->packets = 0;
  the_sc->users = 0; // expect: unguarded-access
  mtx_lock(&the_sc->mtx);
  the_sc->packets++;
  the_sc->users++;
  mtx_unlock(&the_sc->mtx);
  return (0);
}

static struct ng_type type = {.rcvmsg = message, .rcvdata = data, .disconnect = gone};
