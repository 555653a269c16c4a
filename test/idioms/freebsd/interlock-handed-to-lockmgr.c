// RUN: %idiom %s
// lockmgr() releases the interlock when it has the lock. (K&R definitions.)
// Seen in freebsd7: sys/fs/ntfs/ntfs_subr.c, ntfs_ntget() and ntfs_ntput().
// Broken: the flag that says so is missing.
#include "freebsd.h"

struct ntnode {
  struct lock i_lock;
  struct mtx i_interlock;
  int i_usecount;
};

int
ntfs_ntget(ip)
  struct ntnode *ip;
{
  mtx_lock(&ip->i_interlock);
  ip->i_usecount++;
#ifdef BROKEN
  lockmgr(&ip->i_lock, LK_EXCLUSIVE, &ip->i_interlock, NULL); /* expect: sleep-under-lock */
#else
  lockmgr(&ip->i_lock, LK_EXCLUSIVE | LK_INTERLOCK, &ip->i_interlock, NULL);
#endif
  return 0;
}

void
ntfs_ntput(ip)
  struct ntnode *ip;
{
  mtx_lock(&ip->i_interlock);
  ip->i_usecount--;
  lockmgr(&ip->i_lock, LK_RELEASE | LK_INTERLOCK, &ip->i_interlock, NULL);
}

void
ntfs_touch(ip)
  struct ntnode *ip;
{
  ntfs_ntget(ip);
  ntfs_ntput(ip); /* expect: recursive-lock */
}
