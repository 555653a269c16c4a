// RUN: %check-expect --arg=--level=advice %s -- %kernel-illumos
// Locks of one class in two global variables are two locks: to wait for the one
// while another thread holds the other closes no cycle.

#include "illumos.h"

struct shared {
	krwlock_t lock;
	int n;
};

static struct shared units, notes;
static kmutex_t config, state;

void
units_config(void)
{
	rw_enter(&units.lock, RW_WRITER);
	mutex_enter(&config);
	mutex_exit(&config);
	rw_exit(&units.lock);
}

void
config_notes(void)
{
	mutex_enter(&config);
	rw_enter(&notes.lock, RW_WRITER);
	rw_exit(&notes.lock);
	mutex_exit(&config);
}

static void
enter(struct shared *s)
{
	rw_enter(&s->lock, RW_WRITER);
}

void
units_state(void)
{
	enter(&units);
	mutex_enter(&state);
	mutex_exit(&state);
	rw_exit(&units.lock);
}

void
notes_state(void)
{
	enter(&notes);
	mutex_enter(&state); // expect: lock-order
	mutex_exit(&state);
	rw_exit(&notes.lock);
}

/* Of two that are held before `state`, the second. */
void
state_notes(void)
{
	mutex_enter(&state);
	enter(&notes);
	rw_exit(&notes.lock);
	mutex_exit(&state);
}
