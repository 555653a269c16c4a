// RUN: %idiom %s
// A macro releases the list's mutex around each handler that it calls, and in the
// end; its caller got the list locked from a search.
// Seen in freebsd10: sys/sys/eventhandler.h, EVENTHANDLER_INVOKE().
// Broken: after a handler the mutex is not taken again.
#include "freebsd.h"

struct entry {
  struct entry *next;
  void (*func)(void *);
  int dead;
};
struct list {
  struct mtx el_lock;
  struct entry *first;
  int runcount;
};
static struct list events;
#ifdef BROKEN
#define RELOCK(list)
#else
#define RELOCK(list) mtx_lock(&(list)->el_lock)
#endif

static struct list *find_list(int dead) {
  if (dead)
    return (NULL);
  mtx_lock(&events.el_lock);
  return (&events);
}

#define INVOKE(list, arg) do {                \
  struct entry *_ep;                          \
  mtx_assert(&(list)->el_lock, MA_OWNED);     \
  (list)->runcount++;                         \
  for (_ep = (list)->first; _ep != NULL; _ep = _ep->next) { \
    if (!_ep->dead) {                         \
      mtx_unlock(&(list)->el_lock);           \
      _ep->func(arg);                         \
      RELOCK(list);                           \
    }                                         \
  }                                           \
  (list)->runcount--;                         \
  mtx_unlock(&(list)->el_lock);               \
} while (0)

void device_attached(void *arg, int dead) {
  struct list *list;

  if ((list = find_list(dead)) != NULL)
    INVOKE(list, arg); /* expect: unlock-not-held */
}
