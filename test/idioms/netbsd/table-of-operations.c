// RUN: %idiom %s
// Open and close are called by a table; one takes the lock for good on success, the
// other one releases it, and the caller of both checks the result.
// Seen in netbsd: sys/dev/i2c/i2c_exec.c, iic_exec(), whose controllers bring their own
// functions, as sys/dev/pci/coram.c, coram_iic_acquire_bus().
// Broken: the caller does not check what the table's function said.
#include "netbsd.h"

struct i2c {
  const struct i2c_ops *ops;
  kmutex_t busmutex;
  int reg;
};
struct i2c_ops {
  int (*acquire)(struct i2c *, int);
  void (*release)(struct i2c *);
};

static int my_acquire(struct i2c *ic, int flags) {
  if (flags & 1)
    return mutex_tryenter(&ic->busmutex) ? 0 : 16;
  mutex_enter(&ic->busmutex);
  return 0;
}

static void my_release(struct i2c *ic) { mutex_exit(&ic->busmutex); }

static const struct i2c_ops my_ops = { .acquire = my_acquire, .release = my_release };

int i2c_write(struct i2c *ic, int value) {
  int error;

  ic->ops = &my_ops;
  error = ic->ops->acquire(ic, 0);
#ifndef BROKEN
  if (error)
    return error;
  ic->reg = value;
#else
  if (ic->reg == value)
    return error; /* expect: lock-leak */
  ic->reg = value;
#endif
  ic->ops->release(ic);
  return 0;
}
