// RUN: %idiom %s
// Three searches one after the other, each returns the object with the list's mutex
// released; if none finds it, the mutex is released at the end.
// Seen in netbsd: sys/dev/dm/dm_dev.c, dm_dev_lookup().
// Broken: the second one forgets it.
#include "netbsd.h"

struct dm_dev { int minor, ref; };
kmutex_t dm_dev_mutex;
struct dm_dev *lookup_minor(int);
struct dm_dev *lookup_name(const char *);

struct dm_dev *dm_dev_lookup(const char *name, int minor) {
  struct dm_dev *dmv = NULL;

  mutex_enter(&dm_dev_mutex);
  if (minor > 0)
    if ((dmv = lookup_minor(minor)) != NULL) {
      dmv->ref++;
      mutex_exit(&dm_dev_mutex);
      return dmv;
    }
  if (name != NULL)
    if ((dmv = lookup_name(name)) != NULL) {
      dmv->ref++;
#ifndef BROKEN
      mutex_exit(&dm_dev_mutex);
#endif
      return dmv; /* expect: lock-leak */
    }
  mutex_exit(&dm_dev_mutex);
  return NULL;
}
