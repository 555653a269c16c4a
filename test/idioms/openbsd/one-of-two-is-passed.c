// RUN: %idiom %s
// A function is passed an object, or a file by which to find it and lock the network; the
// caller that has the lock passes the object, and no file to be read.
// Seen in openbsd: sys/kern/kern_sysctl.c, fill_file() and sysctl_file().
// Broken: the caller passes the file.
#include "openbsd.h"

struct so { int domain, type; };
struct file { int type; struct so *data; };
struct rwlock net_lock;

static void fill(int *type, struct file *fp, struct so *so) {
  int locked = 0;

  if (so == 0) {
    so = fp->data;
    switch (so->domain) {
    case 2:
    case 24:
      rw_enter_write(&net_lock);
      locked = 1;
      break;
    }
  }
  *type = so->type;
  if (locked)
    rw_exit_write(&net_lock);
}

void fill_all(int *type, struct so **table, struct file *fp, int count) {
  int i;

  rw_enter_write(&net_lock);
  for (i = 0; i < count; i++) {
#ifndef BROKEN
    fill(type, 0, table[i]);
#else
    fill(type, fp, 0); /* expect: recursive-lock */
#endif
  }
  rw_exit_write(&net_lock);
  fill(type, fp, 0);
}
