// RUN: %idiom %s
// An object is found, locked and handed back through an out-parameter.
// Seen in dragonfly: sys/kern/kern_p1003_1b.c, p31b_proc().
// Broken: one way out of the user keeps it locked.
#include "dragonfly.h"

struct owner {
  struct lwkt_token token;
  int uid;
};
struct owner *owner_find(int id);

static int owner_get(int id, int uid, struct owner **op) {
  struct owner *owner = owner_find(id);

  if (owner == NULL || owner->uid != uid) {
    *op = NULL;
    return (1);
  }
  *op = owner;
  lwkt_gettoken(&owner->token);
  return (0);
}

int owner_set(int id, int uid) {
  struct owner *owner;
  int error;

  if ((error = owner_get(id, uid, &owner)) == 0) {
#ifdef BROKEN
    if (uid == 0)
      return (1); /* expect: lock-leak */
#endif
    owner->uid = uid;
    lwkt_reltoken(&owner->token);
  }
  return (error);
}
