// Handlers of tables that must not sleep, and the lock that the kernel holds.
// RUN: %check-expect %s -- %kernel-freebsd
#include "freebsd.h"

#define SLEEPS(name) static void name(void) { tsleep(name, 0, "w", 1); }
typedef void (*any_t)(void);

struct ifnet { any_t if_start, if_transmit, if_watchdog, if_ioctl; };
SLEEPS(start) // expect: sleep-in-interrupt
SLEEPS(transmit) // expect: sleep-in-interrupt
SLEEPS(watchdog) // expect: sleep-in-interrupt
SLEEPS(ioctl)
void attach(struct ifnet *ifp) {
  ifp->if_start = start;
  ifp->if_transmit = transmit;
  ifp->if_watchdog = watchdog;
  ifp->if_ioctl = ioctl;
}

struct disk { any_t d_open, d_strategy; };
SLEEPS(disk_open)
SLEEPS(strategy) // expect: sleep-in-interrupt
static struct disk disk = {disk_open, strategy};

struct kobjop_desc { const char *name; };
typedef struct kobj_method { struct kobjop_desc *desc; any_t func; } kobj_method_t;
#define KOBJMETHOD(name, f) { &name##_desc, (any_t) f }
// That of FreeBSD 8 and later.
typedef void channel_getptr_t(void *sc);
#define CHECKED_METHOD(name, f) { &name##_desc, (any_t) (1 ? f : (name##_t *)NULL) }
extern struct kobjop_desc channel_init_desc, channel_trigger_desc, channel_getptr_desc;
SLEEPS(channel_init)
SLEEPS(trigger) // expect: sleep-in-interrupt
SLEEPS(getptr) // expect: sleep-in-interrupt
static kobj_method_t channel_methods[] = {
  KOBJMETHOD(channel_init, channel_init),
  KOBJMETHOD(channel_trigger, trigger),
  CHECKED_METHOD(channel_getptr, getptr),
  {0, 0},
};

struct cam_sim *cam_sim_alloc(any_t action, any_t poll, const char *name, void *softc, int unit);
SLEEPS(action) // expect: sleep-in-interrupt
SLEEPS(poll) // expect: sleep-in-interrupt
void make(void *softc) { cam_sim_alloc(action, poll, "foo", softc, 0); }

// The USB stack of FreeBSD 8 and later: a thread.
struct usb_config { any_t callback; };
SLEEPS(read_callback)
static const struct usb_config config[2] = { [1] = { .callback = read_callback } };
