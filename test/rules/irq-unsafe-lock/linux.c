// A lock that a handler takes, elsewhere with its interrupt on. The program asks
// for the level from the entry points, which run in threads.
// RUN: %check-expect --arg=--level=advice %s -- %kernel-linux
#include "linux.h"

void local_irq_disable(void), local_irq_enable(void), local_irq_restore(unsigned long);
int irqs_disabled(void);
void *pci_get_drvdata(void *pci);
struct inode;
struct file { void *private_data; };
struct file_operations {
  int (*open)(struct inode *, struct file *);
  long (*read)(struct file *, char *, size_t, long *);
};
struct pci_dev;
struct pci_driver { int (*probe)(struct pci_dev *, const void *); };
#define container_of(p, type, member) ((type *)((char *)(p) - __builtin_offsetof(type, member)))

struct dev {
  spinlock_t plain, saved, off, bottom, timed, timed_off, shared, both, early,
      below, again, asked, twice, dropped;
  rwlock_t readers, writer;
  struct timer_list timer;
  int n;
};

#define touch(lock) do { spin_lock(lock); d->n++; spin_unlock(lock); } while (0)

static irqreturn_t irq(int irq, void *arg) {
  struct dev *d = arg;
  spin_lock(&d->plain);
  d->n++;
  spin_unlock(&d->plain);
  touch(&d->saved);
  touch(&d->off);
  touch(&d->bottom);
  touch(&d->both);
  touch(&d->early);
  touch(&d->below);
  touch(&d->again);
  touch(&d->asked);
  touch(&d->dropped);
  if (spin_trylock(&d->shared))
    spin_unlock(&d->shared);
  read_lock(&d->readers);
  read_unlock(&d->readers);
  read_lock(&d->writer);
  read_unlock(&d->writer);
  return IRQ_HANDLED;
}

static void tick(struct timer_list *t) {
  struct dev *d = container_of(t, struct dev, timer);
  touch(&d->timed);
  touch(&d->timed_off);
  touch(&d->saved); // expect: irq-unsafe-lock
}

// What callers mask is masked here.
static void count(struct dev *d) {
  spin_lock(&d->below);
  d->n++; // expect: unguarded-access
  spin_unlock(&d->below);
}

// Of what a caller took with interrupts off, they stay off.
static void give_way(struct dev *d) {
  spin_unlock(&d->again);
  d->n++;
  spin_lock(&d->again);
}

static int open(struct inode *inode, struct file *file) {
  struct dev *d = file->private_data;
  unsigned long flags;

  spin_lock(&d->plain); // expect: irq-unsafe-lock
  d->n++;
  spin_unlock(&d->plain);
  spin_lock_irqsave(&d->saved, flags);
  count(d);
  spin_unlock_irqrestore(&d->saved, flags);
  spin_lock_irq(&d->off);
  count(d);
  spin_unlock_irq(&d->off);
  local_irq_disable();
  count(d);
  local_irq_enable();
  // Soft interrupts only are off.
  spin_lock_bh(&d->bottom); // expect: irq-unsafe-lock
  spin_unlock_bh(&d->bottom);
  spin_lock(&d->timed); // expect: irq-unsafe-lock
  spin_unlock(&d->timed);
  spin_lock_bh(&d->timed_off);
  spin_unlock_bh(&d->timed_off);
  // A handler that only tries does not wait.
  spin_lock(&d->shared);
  spin_unlock(&d->shared);
  // Two readers do not wait for each other.
  read_lock(&d->readers);
  read_unlock(&d->readers);
  write_lock(&d->writer); // expect: irq-unsafe-lock
  write_unlock(&d->writer);
  spin_lock_irqsave(&d->again, flags);
  give_way(d);
  spin_unlock_irqrestore(&d->again, flags);
  if (!irqs_disabled()) {
    spin_lock(&d->asked);
    spin_unlock(&d->asked);
  }
  // They come on with the release that says so, whatever it releases.
  spin_lock_irqsave(&d->dropped, flags);
  spin_lock(&d->twice);
  spin_unlock(&d->dropped);
  spin_unlock(&d->twice);
  spin_lock(&d->dropped);
  spin_unlock(&d->dropped);
  local_irq_restore(flags);
  return 0;
}

static long read(struct file *file, char *to, size_t size, long *at) {
  struct dev *d = file->private_data;
  touch(&d->both); // expect: irq-unsafe-lock
  return 0;
}

static const struct file_operations operations = {.open = open, .read = read};

static int probe(struct pci_dev *pci, const void *id) {
  struct dev *d = pci_get_drvdata(pci);
  timer_setup(&d->timer, tick, 0);
  spin_lock(&d->early); // nothing can come yet
  spin_unlock(&d->early);
  return request_irq(1, irq, 0, "x", d);
}

static struct pci_driver driver = {.probe = probe};
