// Handlers and the contexts in which the calls that name them have them run.
// RUN: %check-expect %s -- %kernel-illumos
#include "illumos.h"

// A handler of each type that sleeps, and the call that names it.
#define INTR(reg) static uint_t HANDLER(caddr_t arg1, caddr_t arg2) { delay(1); return DDI_INTR_CLAIMED; } void FN(struct softc *sc) { reg; }
#define OLD_INTR(reg) static uint_t HANDLER(caddr_t arg) { delay(1); return DDI_INTR_CLAIMED; } void FN(struct softc *sc) { reg; }
#define LATER(reg) static void HANDLER(void *arg) { delay(1); } void FN(struct softc *sc) { reg; }
#define RESOURCE(reg) static int HANDLER(caddr_t arg) { delay(1); return 0; } void FN(struct softc *sc) { reg; }

INTR(ddi_intr_add_handler(sc->intr, HANDLER, sc, 0)) // expect: sleep-in-interrupt
INTR(ddi_intr_add_softint(sc->dip, &sc->softint, 1, HANDLER, sc)) // expect: sleep-in-interrupt
OLD_INTR(ddi_add_intr(sc->dip, 0, &sc->iblock, 0, HANDLER, (caddr_t)sc)) // expect: sleep-in-interrupt
OLD_INTR(ddi_add_softintr(sc->dip, 1, &sc->softintr, 0, 0, HANDLER, (caddr_t)sc)) // expect: sleep-in-interrupt
LATER(sc->tid = timeout(HANDLER, sc, 1)) // expect: sleep-in-interrupt
LATER(sc->tid = realtime_timeout(HANDLER, sc, 1)) // expect: sleep-in-interrupt
LATER(sc->tid = qtimeout(sc->q, HANDLER, sc, 1)) // expect: sleep-in-interrupt
LATER(bufcall(8, 0, HANDLER, sc)) // expect: sleep-in-interrupt
LATER(esbbcall(0, HANDLER, sc)) // expect: sleep-in-interrupt
LATER(qbufcall(sc->q, 8, 0, HANDLER, sc)) // expect: sleep-in-interrupt
LATER(sc->periodic = ddi_periodic_add(HANDLER, sc, 1000, DDI_IPL_7)) // expect: sleep-in-interrupt
RESOURCE(ddi_dma_alloc_handle(sc->dip, 0, HANDLER, 0, 0)) // expect: sleep-in-interrupt
RESOURCE(ddi_dma_mem_alloc(0, 8, 0, 0, HANDLER, 0, 0, 0, 0)) // expect: sleep-in-interrupt
RESOURCE(ddi_dma_addr_bind_handle(0, 0, 0, 8, 0, HANDLER, 0, 0, 0)) // expect: sleep-in-interrupt
RESOURCE(ddi_dma_buf_bind_handle(0, 0, 0, HANDLER, 0, 0, 0)) // expect: sleep-in-interrupt
RESOURCE(scsi_init_pkt(0, 0, 0, 6, 1, 0, 0, HANDLER, 0)) // expect: sleep-in-interrupt
RESOURCE(scsi_alloc_consistent_buf(0, 0, 8, 0, HANDLER, 0)) // expect: sleep-in-interrupt

// Who asks whether this is an interrupt does not sleep in one.
int servicing_interrupt(void);
#define ASKED(reg) static uint_t HANDLER(caddr_t arg1, caddr_t arg2) { if (!servicing_interrupt()) delay(1); return DDI_INTR_CLAIMED; } void FN(struct softc *sc) { reg; }
#define WRONGLY(reg) static uint_t HANDLER(caddr_t arg1, caddr_t arg2) { if (servicing_interrupt()) delay(1); return DDI_INTR_CLAIMED; } void FN(struct softc *sc) { reg; }
ASKED(ddi_intr_add_handler(sc->intr, HANDLER, sc, 0))
ASKED(ddi_intr_add_softint(sc->dip, &sc->softint, 1, HANDLER, sc))
WRONGLY(ddi_intr_add_handler(sc->intr, HANDLER, sc, 0)) // expect: sleep-in-interrupt

// Tasks and threads may sleep.
LATER(sc->periodic = ddi_periodic_add(HANDLER, sc, 1000, DDI_IPL_0))
LATER(taskq_dispatch(sc->tq, HANDLER, sc, TQ_SLEEP))
LATER(ddi_taskq_dispatch(sc->ddi_tq, HANDLER, sc, DDI_SLEEP))
LATER(usb_async_req(sc->dip, HANDLER, sc, 0))

// Registering allocates, removing waits for the handler.
static void later(void *arg) {}
static uint_t intr(caddr_t arg1, caddr_t arg2) { return DDI_INTR_CLAIMED; }
UNDER(ddi_intr_add_handler(sc->intr, intr, sc, 0)) // expect: sleeping-alloc-under-lock
UNDER(ddi_intr_add_softint(sc->dip, &sc->softint, 1, intr, sc)) // expect: sleeping-alloc-under-lock
UNDER(taskq_dispatch(sc->tq, later, sc, TQ_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(taskq_dispatch(sc->tq, later, sc, TQ_NOSLEEP))
UNDER(ddi_taskq_dispatch(sc->ddi_tq, later, sc, DDI_SLEEP)) // expect: sleeping-alloc-under-lock
UNDER(ddi_taskq_dispatch(sc->ddi_tq, later, sc, DDI_NOSLEEP))
UNDER(thread_create(0, 0, later, sc, 0, 0, 0, 0)) // expect: sleeping-alloc-under-lock
UNDER(ddi_intr_remove_handler(sc->intr)) // expect: sleep-under-lock
UNDER(ddi_intr_remove_softint(sc->softint)) // expect: sleep-under-lock
UNDER(ddi_remove_intr(sc->dip, 0, sc->iblock)) // expect: sleep-under-lock
UNDER(ddi_remove_softintr(sc->softintr)) // expect: sleep-under-lock
UNDER(ddi_periodic_delete(sc->periodic)) // expect: sleep-under-lock
UNDER(taskq_wait(sc->tq)) // expect: sleep-under-lock
UNDER(ddi_taskq_wait(sc->ddi_tq)) // expect: sleep-under-lock
UNDER(taskq_destroy(sc->tq)) // expect: sleep-under-lock
UNDER(ddi_taskq_destroy(sc->ddi_tq)) // expect: sleep-under-lock
UNDER(timeout(later, sc, 1))

// untimeout sleeps not unless its handler runs.
KNOWN(untimeout((timeout_id_t)&sc->mtx)) // expect: recursive-lock
KNOWN(quntimeout(sc->q, (timeout_id_t)&sc->mtx)) // expect: recursive-lock
