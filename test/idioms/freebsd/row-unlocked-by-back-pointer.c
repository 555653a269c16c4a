// RUN: %idiom %s
// XFAIL: *
// Not yet: a lock known by two names at two exits is not compared.
// A lookup returns an entry with the lock of its hash row; who has read it releases
// that through the entry's pointer back to the row.
// Seen in freebsd10: sys/netinet/tcp_hostcache.c, tcp_hc_lookup() and tcp_hc_getmtu().
// Broken: the row stays locked when nothing is found.
#include "freebsd.h"
#define ROWS 8

struct hc_head {
  struct mtx hch_mtx;
  struct hc_metrics *first;
};
struct hc_metrics {
  struct hc_head *rmx_head;
  struct hc_metrics *next;
  int addr, mtu;
};
static struct hc_head hashbase[ROWS];

static struct hc_metrics *tcp_hc_lookup(int addr) {
  struct hc_head *hc_head = &hashbase[addr & (ROWS - 1)];
  struct hc_metrics *hc_entry;

  mtx_lock(&hc_head->hch_mtx);
  for (hc_entry = hc_head->first; hc_entry != NULL; hc_entry = hc_entry->next)
    if (hc_entry->addr == addr)
      return (hc_entry);
#ifndef BROKEN
  mtx_unlock(&hc_head->hch_mtx);
#endif
  return (NULL);
}

int tcp_hc_getmtu(int addr) {
  struct hc_metrics *hc_entry;
  int mtu;

  hc_entry = tcp_hc_lookup(addr);
  if (hc_entry == NULL)
    return (0); /* expect: lock-leak */
  mtu = hc_entry->mtu;
  mtx_unlock(&hc_entry->rmx_head->hch_mtx);
  return (mtu);
}
