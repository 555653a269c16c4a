// RUN: %idiom %s
// All locks of an array are taken by one helper and released by another, backwards.
// Seen in illumos: usr/src/uts/common/io/mac/mac.c, mac_tx_lock_all() and its callers.
// Broken: something that sleeps is done in between, with spin mutexes.
#include "illumos.h"

struct pcpu { kmutex_t pcpu_tx_lock; };
struct client {
  struct pcpu mci_tx_pcpu[8];
  int count, flags;
  ddi_iblock_cookie_t ib;
};

void mac_tx_init(struct client *mcip) {
  for (int i = 0; i <= mcip->count; i++)
    mutex_init(&mcip->mci_tx_pcpu[i].pcpu_tx_lock, NULL, MUTEX_SPIN, mcip->ib);
}

static void mac_tx_lock_all(struct client *mcip) {
  for (int i = 0; i <= mcip->count; i++)
    mutex_enter(&mcip->mci_tx_pcpu[i].pcpu_tx_lock);
}

static void mac_tx_unlock_all(struct client *mcip) {
  for (int i = mcip->count; i >= 0; i--)
    mutex_exit(&mcip->mci_tx_pcpu[i].pcpu_tx_lock);
}

void mac_tx_quiesce(struct client *mcip) {
  mac_tx_lock_all(mcip);
  mcip->flags |= 1;
#ifdef BROKEN
  delay(1); /* expect: sleep-under-lock */
#endif
  mac_tx_unlock_all(mcip);
}
