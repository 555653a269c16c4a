// RUN: %idiom %s
// A helper takes one of two locks or none and says which; its counterpart releases by
// that value.
// Seen in openzfs: module/zfs/dbuf.c, dmu_buf_lock_parent() and dmu_buf_unlock_parent().
// Broken: an early return does not use the counterpart.
#include "illumos.h"

enum lock_type { DLT_NONE, DLT_PARENT, DLT_OBJSET };
struct objset { krwlock_t os_bp_rwlock; };
struct dbuf {
  krwlock_t db_rwlock;
  struct dbuf *db_parent;
  struct objset *db_objset;
  int db_size;
};

static enum lock_type lock_parent(struct dbuf *db, krw_t rw) {
  enum lock_type ret = DLT_NONE;

  if (db->db_parent != NULL) {
    rw_enter(&db->db_parent->db_rwlock, rw);
    ret = DLT_PARENT;
  } else if (db->db_objset != NULL) {
    rw_enter(&db->db_objset->os_bp_rwlock, rw);
    ret = DLT_OBJSET;
  }
  return (ret);
}

static void unlock_parent(struct dbuf *db, enum lock_type type) {
  if (type == DLT_PARENT)
    rw_exit(&db->db_parent->db_rwlock);
  else if (type == DLT_OBJSET)
    rw_exit(&db->db_objset->os_bp_rwlock);
}

int dbuf_parent_size(struct dbuf *db) {
  enum lock_type dblt = lock_parent(db, RW_READER);
  int size = db->db_size;

#ifdef BROKEN
  if (size == 0)
    return (-1); /* expect: lock-leak, lock-leak */
#endif
  unlock_parent(db, dblt);
  return (size);
}
