// RUN: %idiom %s
// A function defined in the old style, whose reader/writer lock is behind a macro and a
// structure of its own.
// Seen in illumos: usr/src/uts/common/inet/ipf/netinet/ip_compat.h, READ_ENTER(), and
// usr/src/uts/common/inet/ipf/ip_state.c, fr_stlookup().
// Broken: nothing found returns with the lock.
#include "illumos.h"

typedef struct { krwlock_t ipf_lk; } ipfrwlock_t;
#define READ_ENTER(x) rw_enter(&(x)->ipf_lk, RW_READER)
#define RWLOCK_EXIT(x) rw_exit(&(x)->ipf_lk)
struct state { struct state *next; int key, hits; };
ipfrwlock_t ipf_state;
struct state *table[64];

static struct state *fr_stlookup(key)
int key;
{
  struct state *is;

  READ_ENTER(&ipf_state);
  for (is = table[key & 63]; is != NULL; is = is->next)
    if (is->key == key)
      return (is);
#ifndef BROKEN
  RWLOCK_EXIT(&ipf_state);
#endif
  return (NULL);
}

struct state *fr_checkstate(key)
int key;
{
  struct state *is = fr_stlookup(key);

  if (is == NULL)
    return (NULL); /* expect: lock-leak */
  is->hits++;
  RWLOCK_EXIT(&ipf_state);
  return (is);
}
