// RUN: %idiom %s
// Everything that may sleep is got before the mutexes, which are released in the order
// they were taken.
// Seen in illumos: usr/src/uts/common/os/project.c, project_hold_by_id().
// Broken: it is got inside, where the outer mutex is a spin mutex.
#include "illumos.h"

struct proc { kmutex_t p_lock; ddi_iblock_cookie_t ib; };
kmutex_t project_hash_lock;
void *hash_find(int), *hash_insert(int, void *);

void proc_init(struct proc *p) { mutex_init(&p->p_lock, NULL, MUTEX_SPIN, p->ib); }

void *project_hold(struct proc *curproc, int id) {
  void *spare, *p;

#ifndef BROKEN
  spare = kmem_zalloc(64, KM_SLEEP);
#endif
  mutex_enter(&curproc->p_lock);
#ifdef BROKEN
  spare = kmem_zalloc(64, KM_SLEEP); /* expect: sleeping-alloc-under-lock */
#endif
  mutex_enter(&project_hash_lock);
  if ((p = hash_find(id)) == NULL)
    p = hash_insert(id, spare);
  mutex_exit(&curproc->p_lock);
  mutex_exit(&project_hash_lock);
  return (p);
}
