// RUN: %check-expect %s -- %kernel-openbsd
// RUN: not %locktidy check --level=advice %s -- %kernel-openbsd | FileCheck %s

// The kernel lock, which only a sleep gives up, keeps the two sides apart until
// one of them sleeps between its locks: advice. A task of a queue and a detach
// routine have it, what the driver calls from elsewhere need not.
struct rwlock { int lock; };
struct device { int unit; };
struct task { int queued; };
void rw_enter_write(struct rwlock *);
void rw_exit_write(struct rwlock *);
void task_set(struct task *, void (*)(void *), void *);
struct cfattach {
  int (*ca_match)(struct device *, void *, void *);
  void (*ca_attach)(struct device *, struct device *, void *);
  int (*ca_detach)(struct device *, int);
};

struct softc {
  struct rwlock a, b, c, d;
  struct task task;
};

static void foo_task(void *arg) {
  struct softc *sc = arg;

  rw_enter_write(&sc->b);
  rw_enter_write(&sc->a);
  rw_exit_write(&sc->a);
  rw_exit_write(&sc->b);
  rw_enter_write(&sc->d);
  rw_enter_write(&sc->c); // expect: lock-order
  rw_exit_write(&sc->c);
  rw_exit_write(&sc->d);
}

static int foo_detach(struct device *self, int flags) {
  struct softc *sc = (struct softc *)self;

  rw_enter_write(&sc->a);
  rw_enter_write(&sc->b);
  rw_exit_write(&sc->b);
  rw_exit_write(&sc->a);
  return flags;
}
// CHECK: advice: rwlock 'sc->a' is acquired while holding rwlock 'sc->b', and elsewhere the other way round
// CHECK: note: assumes that a thread sleeps between the two locks

void foo_network(struct softc *sc) {
  rw_enter_write(&sc->c);
  rw_enter_write(&sc->d);
  rw_exit_write(&sc->d);
  rw_exit_write(&sc->c);
}

static void foo_attach(struct device *parent, struct device *self, void *aux) {
  struct softc *sc = (struct softc *)self;

  task_set(&sc->task, foo_task, sc);
}

struct cfattach foo_ca = {0, foo_attach, foo_detach};
