// RUN: %idiom %s
// Written under the write lock, which is then turned into the read lock and released.
// Seen in linux: mm/mmap.c, __vm_munmap() and do_mas_align_munmap().
// Broken: without a downgrade, the end believes in one.
#include "linux.h"

struct mm_struct {
  struct rw_semaphore mmap_lock;
  int map_count;
};

static int do_munmap(struct mm_struct *mm, int downgrade) {
  mm->map_count--;
  if (downgrade && mm->map_count > 0) {
    downgrade_write(&mm->mmap_lock);
    return 1;
  }
  return 0;
}

int vm_munmap(struct mm_struct *mm, int downgrade) {
  int ret;

  down_write(&mm->mmap_lock);
  ret = do_munmap(mm, downgrade);
  if (ret == 1) {
    up_read(&mm->mmap_lock);
    ret = 0;
  } else
#ifdef BROKEN
    if (ret < 0)
#endif
    up_write(&mm->mmap_lock);
  return ret; /* expect: lock-leak */
}
