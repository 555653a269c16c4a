// RUN: %idiom %s
// The second function of a threaded interrupt is a thread, which may take a mutex; the
// first is the interrupt.
// Seen in linux: drivers/rtc/rtc-pcf2123.c, pcf2123_rtc_irq(), where rtc_lock() is a mutex.
// Broken: the function that takes the mutex is given as the first.
#include "linux.h"
#define IRQ_WAKE_THREAD 2

static irqreturn_t rtc_hard(int irq, void *dev) { return IRQ_WAKE_THREAD; }

static irqreturn_t rtc_irq(int irq, void *dev) {
  struct softc *sc = dev;

  mutex_lock(&sc->mutex); /* expect: sleep-in-interrupt */
  sc->ready = 1;
  mutex_unlock(&sc->mutex);
  return IRQ_HANDLED;
}

int rtc_probe(struct softc *sc) {
#ifdef BROKEN
  return request_threaded_irq(5, rtc_irq, rtc_hard, 0, "rtc", sc);
#else
  return request_threaded_irq(5, rtc_hard, rtc_irq, 0, "rtc", sc);
#endif
}
