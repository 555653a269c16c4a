// RUN: %idiom %s
// A function that is entered with the mutex held and releases it on every way out,
// one of them early: the callers must not release it again.
// Seen in illumos: usr/src/uts/common/fs/zfs/dbuf.c, dbuf_rele_and_unlock().
// Broken: the caller does.
#include "illumos.h"

struct dbuf {
  kmutex_t db_mtx;
  int db_holds, db_bonus;
};
void dnode_rele(struct dbuf *);

static void dbuf_rele_and_unlock(struct dbuf *db) {
  ASSERT(MUTEX_HELD(&db->db_mtx));
  if (--db->db_holds == 0) {
    if (db->db_bonus) {
      mutex_exit(&db->db_mtx);
      dnode_rele(db);
      return;
    }
    db->db_bonus = 1;
  }
  mutex_exit(&db->db_mtx);
}

void dbuf_rele(struct dbuf *db) {
  mutex_enter(&db->db_mtx);
  dbuf_rele_and_unlock(db);
#ifdef BROKEN
  mutex_exit(&db->db_mtx); /* expect: unlock-not-held */
#endif
}
