// RUN: %idiom %s
// The macro yields the mutex itself, reached through a table of ports; enter and exit
// take its address.
// Seen in illumos: usr/src/uts/common/sys/sata/impl/sata.h, SATA_CPORT_MUTEX(), and its
// uses in usr/src/uts/common/io/sata/impl/sata.c, sata_cfgadm_state().
// Broken: a port without device returns early.
#include "illumos.h"

struct cport {
  kmutex_t cport_mutex;
  int cport_state;
};
struct hba { struct cport *port[32]; };
#define SATA_CPORT_MUTEX(h, cport) h->port[cport]->cport_mutex
#define SATA_CPORT_STATE(h, cport) h->port[cport]->cport_state

int port_state(struct hba *hba, int cport) {
  int state;

  mutex_enter(&SATA_CPORT_MUTEX(hba, cport));
  state = SATA_CPORT_STATE(hba, cport);
#ifdef BROKEN
  if (state == 0)
    return (-1); /* expect: lock-leak */
#endif
  mutex_exit(&SATA_CPORT_MUTEX(hba, cport));
  return (state);
}
