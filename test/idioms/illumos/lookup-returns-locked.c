// RUN: %idiom %s
// A hash lookup that returns the entry with its mutex held, or NULL; entries on
// their way out are skipped inside the loop.
// Seen in illumos: usr/src/uts/common/fs/zfs/dbuf.c, dbuf_find().
// Broken: the caller forgets the entry on one way out.
#include "illumos.h"

struct buf {
  kmutex_t db_mtx;
  struct buf *db_next;
  int db_id, db_state, db_size;
};
struct table {
  kmutex_t hash_mutex[64];
  struct buf *hash_table[64];
} table;

struct buf *dbuf_find(int id) {
  struct buf *db;
  int idx = id & 63;

  mutex_enter(&table.hash_mutex[idx]);
  for (db = table.hash_table[idx]; db != NULL; db = db->db_next) {
    if (db->db_id == id) {
      mutex_enter(&db->db_mtx);
      if (db->db_state != 2) {
        mutex_exit(&table.hash_mutex[idx]);
        return (db);
      }
      mutex_exit(&db->db_mtx);
    }
  }
  mutex_exit(&table.hash_mutex[idx]);
  return (NULL);
}

int dbuf_size(int id) {
  struct buf *db = dbuf_find(id);
  int size;

  if (db == NULL)
    return (-1);
#ifdef BROKEN
  if (db->db_state == 0)
    return (0); /* expect: lock-leak */
#endif
  size = db->db_size;
  mutex_exit(&db->db_mtx);
  return (size);
}
