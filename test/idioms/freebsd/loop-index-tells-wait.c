// RUN: %idiom %s
// After a loop that may have ended early, the index says whether anything was found:
// then the mutex is released, else the wait drops it.
// Seen in freebsd10: sys/dev/acpica/acpi_thermal.c, acpi_tz_thread().
// Broken: the wait keeps the mutex.
#include "freebsd.h"

static struct mtx thermal_mutex;
static int acpi_tz_proc;
void acpi_tz_monitor(int *flags);

void acpi_tz_thread(int **zones, int devcount) {
  int i;

  for (;;) {
    for (i = 0; i < devcount; i++)
      acpi_tz_monitor(zones[i]);
    mtx_lock(&thermal_mutex); /* expect: recursive-lock */
    for (i = 0; i < devcount; i++) {
      if (*zones[i] & 1)
        break;
    }
    if (i == devcount)
#ifdef BROKEN
      msleep(&acpi_tz_proc, &thermal_mutex, 0, "tzpoll", 100);
#else
      msleep(&acpi_tz_proc, &thermal_mutex, PDROP, "tzpoll", 100);
#endif
    else
      mtx_unlock(&thermal_mutex);
  }
}
