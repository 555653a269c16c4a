// RUN: %idiom %s
// The assertion of the network's lock asks for it only where a variable says that
// assertions are on; it is a contract all the same. Another lock's assertion is
// spelled as the question and what reports its failure.
// Seen in openbsd: sys/net/if_gre.c, nvgre_down(); sys/net/pf.c,
// pf_remove_divert_state().
// Broken: the function takes the lock that it asserts.
#include "openbsd.h"

struct rwlock table_lock;
#define NET_LOCK() do { rw_enter_write(&netlock); } while (0)
#define NET_UNLOCK() do { rw_exit_write(&netlock); } while (0)
#define TABLE_ASSERT_UNLOCKED()                                                \
  do {                                                                         \
    if (rw_status(&table_lock) == RW_WRITE)                                    \
      splassert_fail(0, rw_status(&table_lock), __func__);                     \
  } while (0)

void queue_barrier(void);

void tunnel_down(int *running) {
  NET_ASSERT_LOCKED();
  *running = 0;
#ifndef BROKEN
  NET_UNLOCK();
  queue_barrier();
#endif
  NET_LOCK(); /* expect: recursive-lock */
}

void table_flush(int *entries) {
  TABLE_ASSERT_UNLOCKED();
  rw_enter_write(&table_lock);
  *entries = 0;
  rw_exit_write(&table_lock);
}
