// RUN: %idiom %s
// One entry point enters, exits or asks, as a command says; it has no cases in common.
// Seen in illumos: usr/src/uts/common/io/softmac/softmac_fp.c, softmac_capab_perim().
// Broken: the caller asks where it should exit.
#include "illumos.h"

enum { DLD_ENABLE, DLD_DISABLE, DLD_QUERY };
struct upper {
  kmutex_t su_mutex;
  int su_mode;
};

static int capab_perim(struct upper *sup, int flags) {
  switch (flags) {
  case DLD_ENABLE:
    mutex_enter(&sup->su_mutex);
    break;
  case DLD_DISABLE:
    mutex_exit(&sup->su_mutex);
    break;
  case DLD_QUERY:
    return (MUTEX_HELD(&sup->su_mutex));
  }
  return (0);
}

int capab_set(struct upper *sup, int mode) {
  (void)capab_perim(sup, DLD_ENABLE);
  if (sup->su_mode == mode) {
#ifdef BROKEN
    (void)capab_perim(sup, DLD_QUERY);
#else
    (void)capab_perim(sup, DLD_DISABLE);
#endif
    return (0); /* expect: lock-leak */
  }
  sup->su_mode = mode;
  (void)capab_perim(sup, DLD_DISABLE);
  return (0);
}
