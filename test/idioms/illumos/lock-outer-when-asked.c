// RUN: %idiom %s
// Returns the work structure locked, and its owner too when a parameter says so: for
// that the inner lock is dropped, both are taken in order and the tag is tested again.
// Seen in illumos: usr/src/uts/common/io/scsi/adapters/pmcs/pmcs_subr.c, pmcs_tag2wp().
// Broken: the inner lock is not dropped before it is taken again.
#include "illumos.h"

struct phy { kmutex_t phy_lock; };
struct work {
  kmutex_t lock;
  struct phy *phy;
  int htag;
};
struct hw { struct work *work; };

struct work *tag2wp(struct hw *pwp, int htag, boolean_t lock_phy) {
  struct work *p = &pwp->work[htag & 0xff];
  struct phy *phyp;

  mutex_enter(&p->lock);
  if (p->htag == htag) {
    if (lock_phy) {
      phyp = p->phy;
      if (phyp != NULL) {
#ifndef BROKEN
        mutex_exit(&p->lock);
#endif
        mutex_enter(&phyp->phy_lock);
        mutex_enter(&p->lock); /* expect: recursive-lock */
      }
      if (p->htag != htag) {
        if (phyp != NULL)
          mutex_exit(&phyp->phy_lock);
        mutex_exit(&p->lock);
        return (NULL);
      }
    }
    return (p);
  }
  mutex_exit(&p->lock);
  return (NULL);
}
