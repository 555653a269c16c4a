// RUN: %idiom %s
// A callback of a walk in another file locks what matches and puts it on a
// list; who started the walk gives the locks up.
// Seen in netbsd: sys/net/if_llatbl.c, htable_prefix_free_cb().
// Broken: who looks at one entry returns with it locked.
#include "netbsd.h"

struct entry {
  kmutex_t lock;
  struct entry *chain;
  int key;
};
struct match {
  int key;
  struct entry *chain;
};
struct table {
  int (*walk)(struct table *, int (*)(struct entry *, void *), void *);
  int (*matches)(int, struct entry *);
};

static struct table *the_table;

static int collect(struct entry *e, void *arg) {
  struct match *m = arg;

  if (the_table->matches(m->key, e)) {
    mutex_enter(&e->lock);
    e->chain = m->chain;
    m->chain = e;
  }
  return 0;
}

static void entry_done(struct entry *e) {
  e->key = 0;
  mutex_exit(&e->lock);
}

void free_all(struct table *t, int key) {
  struct match m = {key, NULL};
  struct entry *e, *next;

  t->walk(t, collect, &m);
  for (e = m.chain; e != NULL; e = next) {
    next = e->chain;
    entry_done(e);
  }
}

int entry_key(struct entry *e) {
  mutex_enter(&e->lock);
#ifdef BROKEN
  if (e->chain != NULL)
    return 5; /* expect: lock-leak */
#endif
  e->key++;
  mutex_exit(&e->lock);
  return 5;
}
