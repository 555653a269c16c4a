// RUN: %idiom %s
// A method of a host knows one voltage, and returns with the lock for any other; all
// calls through the slot hand on a parameter that is always that one.
// Seen in netbsd: sys/dev/sdmmc/sdhc.c, sdhc_signal_voltage().
// Broken: one call passes the other voltage.
#include "netbsd.h"

#define VOLTAGE_330 0
#define VOLTAGE_180 1

struct functions {
  int (*signal_voltage)(void *, int);
};
struct host {
  kmutex_t lock;
  int voltage;
};
struct card {
  const struct functions *sct;
  void *sch;
};

static int host_signal_voltage(void *sch, int voltage) {
  struct host *hp = sch;

  mutex_enter(&hp->lock);
  switch (voltage) {
  case VOLTAGE_180:
    hp->voltage = 2;
    break;
  default:
    return (22); /* expect: lock-leak */
  }
  mutex_exit(&hp->lock);
  return (0);
}

static const struct functions host_functions = {host_signal_voltage};

void host_attach(struct card *sc, struct host *hp) {
  sc->sct = &host_functions;
  sc->sch = hp;
}

static int card_signal_voltage(struct card *sc, int voltage) {
  return (sc->sct->signal_voltage(sc->sch, voltage));
}

int card_enable(struct card *sc) {
#ifdef BROKEN
  if (card_signal_voltage(sc, VOLTAGE_330) != 0)
    return (5);
#endif
  return (card_signal_voltage(sc, VOLTAGE_180));
}
