// A semaphore that starts with one is a lock.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-linux
#include "linux.h"

int down(), down_interruptible(), down_killable(), down_timeout(), down_trylock(), up(), sema_init();
struct semaphore one;
void starts_with_one(void) { sema_init(&one, 1); }
LEAKS(down(&one), up(&one)) // expect: semaphore-misuse
LEAKS_IF(down_interruptible(&one) == 0, up(&one)) // expect: semaphore-misuse
LEAKS_IF(down_killable(&one) == 0, up(&one)) // expect: semaphore-misuse
LEAKS_IF(down_timeout(&one, 10) == 0, up(&one)) // expect: semaphore-misuse
LEAKS_IF(down_trylock(&one) == 0, up(&one)) // expect: semaphore-misuse

// So is one whose initialiser says so.
#define __SEMAPHORE_INITIALIZER(name, n) { n }
#define DEFINE_SEMAPHORE(name, n) struct semaphore name = __SEMAPHORE_INITIALIZER(name, n)
DEFINE_SEMAPHORE(made, 1);
DEFINE_SEMAPHORE(none, 0);
LEAKS(down(&made), up(&made)) // expect: semaphore-misuse
LEAKS(down(&none), up(&none))
