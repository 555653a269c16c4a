// Handlers of tables that must not sleep, and the lock that the kernel holds.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"

#define SLEEPS(name) static int name(void) { return (kmem_alloc(1, KM_SLEEP) != 0); }
typedef int (*any_t)(void);

struct cb_ops { any_t cb_open, cb_strategy; };
SLEEPS(xopen)
SLEEPS(strategy) // expect: sleep-in-interrupt
static struct cb_ops cb_ops = {xopen, strategy};
struct dev_ops { any_t devo_attach, devo_quiesce; };
SLEEPS(attach)
static kmutex_t lock;
static int quiesce(void) { mutex_enter(&lock); mutex_exit(&lock); return (0); } // expect: high-level-mutex
static struct dev_ops dev_ops = {attach, quiesce};
void load(void) { mutex_init(&lock, NULL, MUTEX_DRIVER, NULL); }

struct qinit { any_t qi_putp, qi_srvp, qi_qopen; };
SLEEPS(put) // expect: sleep-in-interrupt
SLEEPS(srv) // expect: sleep-in-interrupt
SLEEPS(qopen)
static struct qinit qinit = {put, srv, qopen};
typedef struct mac_callbacks_s { any_t mc_start, mc_tx; } mac_callbacks_t;
SLEEPS(start)
SLEEPS(tx) // expect: sleep-in-interrupt
static mac_callbacks_t callbacks = {start, tx};
struct scsi_hba_tran { any_t tran_start, tran_reset; };
SLEEPS(tran_start) // expect: sleep-in-interrupt
SLEEPS(tran_reset)
void hba_attach(struct scsi_hba_tran *tran) { tran->tran_start = tran_start; tran->tran_reset = tran_reset; }
