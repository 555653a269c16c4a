// RUN: %idiom %s
// A printing function takes the lock of the console only when it prints there;
// other callers pass functions that may sleep for memory.
// Seen in dragonfly: sys/kern/subr_prf.c, kvcprintf().
// Broken: the lock is taken for any of them.
#include "dragonfly.h"

struct text {
  char *bytes;
  int length;
};

static struct spinlock console_spin;

static void put_console(int c, void *arg) { *(volatile char *)arg = c; }

static void put_text(int c, void *arg) {
  struct text *t = arg;
  if (t->length % 64 == 0)
    t->bytes = kmalloc(t->length + 64, M_DEVBUF, M_WAITOK);
  t->bytes[t->length++] = c;
}

static void print(const char *s, void (*put)(int, void *), void *arg) {
  int locks = put == put_console;
#ifdef BROKEN
  locks = put != 0;
#endif
  if (locks)
    spin_lock(&console_spin);
  while (*s)
    put(*s++, arg); /* expect: sleeping-alloc-under-lock */
  if (locks)
    spin_unlock(&console_spin);
}

void print_console(const char *s, volatile char *to) {
  print(s, put_console, (void *)to);
}

void print_text(const char *s, struct text *to) { print(s, put_text, to); }
