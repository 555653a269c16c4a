// RUN: %idiom %s
// A node's mutex is asked about in an assertion, under one of an array of mutexes that
// was allocated: which is no mutex of any node.
// Seen in illumos: usr/src/uts/common/fs/zfs/zfs_znode.c, ZFS_OBJ_HOLD_ENTER().
// Broken: the nodes are held after the list, too.
#include "illumos.h"

struct hold { kmutex_t zh_lock; struct hold *next; };
struct fs { kmutex_t *hold_locks; void *trees; kmutex_t znodes_lock; int znodes; };

void *avl_find(void *trees, int i);

static int hold_held(struct fs *fs, int i) {
  struct hold *zh;
  int held;

  mutex_enter(&fs->hold_locks[i]);
  zh = avl_find(fs->trees, i);
  held = (zh && MUTEX_HELD(&zh->zh_lock)) ? 1 : 0;
  mutex_exit(&fs->hold_locks[i]);
  return (held);
}

static void znode_alloc(struct fs *fs, int i) {
  ASSERT(hold_held(fs, i));
  mutex_enter(&fs->znodes_lock);
  fs->znodes++;
  mutex_exit(&fs->znodes_lock);
}

void zget(struct fs *fs, struct hold *zh, int i) {
  mutex_enter(&zh->zh_lock);
  znode_alloc(fs, i); /* expect: lock-order */
  mutex_exit(&zh->zh_lock);
}

void resume(struct fs *fs, struct hold *zh) {
#ifdef BROKEN
  mutex_enter(&fs->znodes_lock);
#endif
  mutex_enter(&zh->zh_lock);
  fs->znodes--;
  mutex_exit(&zh->zh_lock);
#ifdef BROKEN
  mutex_exit(&fs->znodes_lock);
#endif
}
