#include <sys/param.h>
#include <sys/systm.h>
#include <sys/mutex.h>
struct softc {
  struct mtx mtx;
  int busy;
};
