// A semaphore that starts with one is a lock; what is counted is nobody's.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-linuxkpi
#include "linuxkpi.h"

struct semaphore { int value; } one, mutex, many;
int down(), down_interruptible(), down_trylock(), up(), linux_sema_init(), init_MUTEX();
#define sema_init linux_sema_init
void start(void) {
  sema_init(&one, 1);
  init_MUTEX(&mutex);
  sema_init(&many, 8);
}
LEAKS(down(&one), up(&one)) // expect: semaphore-misuse
LEAKS_IF(down_interruptible(&one) == 0, up(&one)) // expect: semaphore-misuse
LEAKS_IF(down_trylock(&one) == 0, up(&one)) // expect: semaphore-misuse
LEAKS(down(&mutex), up(&mutex)) // expect: semaphore-misuse
LEAKS(down(&many), up(&many))
