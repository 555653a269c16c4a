// Handlers of tables that must not sleep, and the lock that the kernel holds.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"

#define SLEEPS(name) static int name(void) { return (kmem_alloc(1, KM_SLEEP) != 0); }
typedef int (*any_t)(void);

// A strategy routine that sleeps is advice only.
struct cb_ops { any_t cb_open, cb_strategy; };
SLEEPS(xopen)
SLEEPS(strategy)
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
typedef void *(*init_pkt_t)(void *ap, void *pkt, void *bp, int cmdlen, int statuslen, int tgtlen, int flags, int (*callback)(caddr_t), caddr_t arg);
struct scsi_hba_tran { any_t tran_start, tran_reset; init_pkt_t tran_init_pkt; };
SLEEPS(tran_start) // expect: sleep-in-interrupt
SLEEPS(tran_reset)
void hba_attach(struct scsi_hba_tran *tran) { tran->tran_start = tran_start; tran->tran_reset = tran_reset; }

// Without a callback the routine must not wait, else it may.
#define INIT_PKT(name, flag) static void *name(void *ap, void *pkt, void *bp, int cmdlen, int statuslen, int tgtlen, int flags, int (*callback)(caddr_t), caddr_t arg) { return (kmem_alloc(1, flag)); } void name##_attach(struct scsi_hba_tran *tran) { tran->tran_init_pkt = name; }
INIT_PKT(waits, KM_SLEEP) // expect: sleep-in-interrupt
INIT_PKT(asks, callback ? KM_SLEEP : KM_NOSLEEP)
INIT_PKT(asks_wrongly, callback ? KM_NOSLEEP : KM_SLEEP) // expect: sleep-in-interrupt

// A transport routine may ask whether this is an interrupt.
int servicing_interrupt(void);
static int tran_asks(void) { return (kmem_alloc(1, servicing_interrupt() ? KM_NOSLEEP : KM_SLEEP) != 0); }
void asking_attach(struct scsi_hba_tran *tran) { tran->tran_start = tran_asks; }
