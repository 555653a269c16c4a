// RUN: %idiom %s
// A switch has a case for each enumerator, and a default that nobody comes to, in
// which what was raised and taken is not given back.
// Seen in netbsd: sys/dev/pcmcia/if_malo_pcmcia.c, malo_pcmcia_activate().
// Broken: there is one more enumerator.
#include "netbsd.h"

int splnet(void);
void splx(int);

enum act {
  ACT_DEACTIVATE,
#ifdef BROKEN
  ACT_ACTIVATE,
#endif
};

struct soft {
  kmutex_t lock;
  int enabled;
};

int soft_act_at_level(struct soft *sc, enum act act) {
  int s;

  s = splnet();
  switch (act) {
  case ACT_DEACTIVATE:
    sc->enabled = 0;
    break;
  default:
    return (45); /* expect: spl-imbalance */
  }
  splx(s);
  return (0);
}

int soft_act(struct soft *sc, enum act act) {
  mutex_enter(&sc->lock);
  switch (act) {
  case ACT_DEACTIVATE:
    sc->enabled = 0;
    break;
  default:
    return (45); /* expect: lock-leak */
  }
  mutex_exit(&sc->lock);
  return (0);
}
