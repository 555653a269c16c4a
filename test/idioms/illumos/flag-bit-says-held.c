// RUN: %idiom %s
// A bit of the flags says that the caller has the structure's lock already: it is
// tested before the enter and again before each exit.
// Seen in illumos: usr/src/uts/common/fs/zfs/dbuf.c, dbuf_read().
// Broken: one of the exits is no longer guarded by the bit.
#include "illumos.h"

#define DB_RF_HAVESTRUCT 0x08
struct dnode { krwlock_t dn_struct_rwlock; };
struct dbuf {
  kmutex_t db_mtx;
  struct dnode *db_dnode;
  int db_state;
};
void fetch(struct dnode *);

int dbuf_read(struct dbuf *db, int flags) {
  struct dnode *dn = db->db_dnode;

  if ((flags & DB_RF_HAVESTRUCT) == 0)
    rw_enter(&dn->dn_struct_rwlock, RW_READER);
  mutex_enter(&db->db_mtx);
  if (db->db_state == 4) {
    mutex_exit(&db->db_mtx);
    fetch(dn);
    if ((flags & DB_RF_HAVESTRUCT) == 0)
      rw_exit(&dn->dn_struct_rwlock);
    return (0);
  }
  mutex_exit(&db->db_mtx);
#ifdef BROKEN
  if ((flags & DB_RF_HAVESTRUCT) != 0)
    rw_exit(&dn->dn_struct_rwlock);
  return (5); /* expect: lock-leak */
#else
  if ((flags & DB_RF_HAVESTRUCT) == 0)
    rw_exit(&dn->dn_struct_rwlock);
  return (5);
#endif
}
