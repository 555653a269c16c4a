// RUN: %idiom %s
// Packets come to a node side by side and take a mutex; messages and timeouts have the
// node alone, and need none.
// Seen in freebsd10: sys/netgraph/ng_l2tp.c, ng_l2tp_seq_rack_timeout() and
// ng_l2tp_seq_reset().
// Broken: a packet, too, is counted without it.
#include "freebsd.h"

struct ng_node;
struct ng_item;
struct seq;
struct ng_hook {
  struct seq *hk_private;
};
struct seq {
  struct mtx mtx;
  struct callout rack;
  int cwnd;
};
typedef void ng_item_fn(struct ng_node *, struct ng_hook *, void *, int);
int ng_callout(struct callout *c, struct ng_node *node, struct ng_hook *hook, int ticks,
               ng_item_fn *fn, void *arg1, int arg2);
#define ng_seq(hook) ((hook)->hk_private)
struct ng_type {
  int (*rcvmsg)(struct ng_node *, struct ng_item *, struct ng_hook *);
  int (*rcvdata)(struct ng_hook *, struct ng_item *);
};

static void slower(struct seq *seq) {
  mtx_lock(&seq->mtx);
  if (seq->cwnd > 2)
    seq->cwnd /= 2;
  mtx_unlock(&seq->mtx);
}

static void faster(struct seq *seq) {
  mtx_lock(&seq->mtx);
  if (seq->cwnd < 10)
    seq->cwnd++;
  else if (seq->cwnd < 20)
    seq->cwnd = 20;
  mtx_unlock(&seq->mtx);
}

static int window(struct seq *seq) {
  int n = 0;

  mtx_lock(&seq->mtx);
  if (seq->cwnd < 3)
    n = seq->cwnd;
  else if (seq->cwnd < 30)
    n = seq->cwnd / 2;
  else if (seq->cwnd < 300)
    n = seq->cwnd / 3;
  mtx_unlock(&seq->mtx);
  return (n);
}

static void timed_out(struct ng_node *node, struct ng_hook *hook, void *arg, int n) {
  struct seq *seq = ng_seq(hook);

  seq->cwnd = 1;
  mtx_lock(&seq->mtx);
  mtx_unlock(&seq->mtx);
}

static int rcvdata(struct ng_hook *hook, struct ng_item *item) {
  struct seq *seq = ng_seq(hook);

#ifdef BROKEN
  seq->cwnd = 2; /* expect: unguarded-access */
#endif
  mtx_lock(&seq->mtx);
  seq->cwnd++;
  mtx_unlock(&seq->mtx);
  slower(seq);
  faster(seq);
  return (window(seq));
}

static int rcvmsg(struct ng_node *node, struct ng_item *item, struct ng_hook *hook) {
  struct seq *seq = ng_seq(hook);

  seq->cwnd = 1;
  mtx_lock(&seq->mtx);
  mtx_unlock(&seq->mtx);
  return (ng_callout(&seq->rack, node, hook, 1, timed_out, seq, 0));
}

struct ng_type ng_l2tp_type = {rcvmsg, rcvdata};
