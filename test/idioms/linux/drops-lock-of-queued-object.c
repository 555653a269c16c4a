// RUN: %idiom %s
// A helper gives up the lock that its caller holds while it waits, and finds it through
// an object that came off a list of free ones: the caller has no name for that object.
// Seen in linux: drivers/scsi/ipr.c, ipr_send_blocking_cmd().
// Broken: the wait is before the lock is given up.
#include "linux.h"

struct host { spinlock_t *host_lock; };
struct adapter { struct host *host; struct command *free; };
struct command { struct adapter *adapter; struct command *next; struct completion done; };

void wait_for_completion(struct completion *);

static void send_blocking(struct command *cmd) {
  struct adapter *adapter = cmd->adapter;

#ifdef BROKEN
  wait_for_completion(&cmd->done);
#endif
  spin_unlock_irq(adapter->host->host_lock);
#ifndef BROKEN
  wait_for_completion(&cmd->done);
#endif
  spin_lock_irq(adapter->host->host_lock);
}

static int reset(struct adapter *adapter) {
  struct command *cmd = adapter->free;

  adapter->free = cmd->next;
  cmd = cmd->next;
  cmd->adapter->free = 0;
  send_blocking(cmd->next);
  return 0;
}

struct command *get_free_command(struct adapter *);
static int reset_device(struct adapter *adapter) {
  send_blocking(get_free_command(adapter));
  return 0;
}

int handle_error(struct adapter *adapter) {
  int result;

  spin_lock_irq(adapter->host->host_lock);
  result = reset_device(adapter); /* expect: sleep-under-lock */
  spin_unlock_irq(adapter->host->host_lock);
  return result;
}

int handle_other_error(struct adapter *adapter) {
  int result;

  spin_lock_irq(adapter->host->host_lock);
  result = reset(adapter); /* expect: sleep-under-lock */
  spin_unlock_irq(adapter->host->host_lock);
  return result;
}
