// Handlers and the contexts in which the calls that name them have them run.
// RUN: %check-expect %s -- %kernel-linux
#include "linux.h"

#define IRQ(reg) static irqreturn_t HANDLER(int irq, void *arg) { msleep(1); return IRQ_HANDLED; } void FN(struct softc *sc) { reg; }
#define TIMER(type, reg) static void HANDLER(type arg) { msleep(1); } void FN(struct softc *sc) { reg; }
#define THREAD(reg) static int HANDLER(void *arg) { msleep(1); return 0; } void FN(struct softc *sc) { reg; }

IRQ(request_irq(1, HANDLER, 0, "x", sc)) // expect: sleep-in-interrupt
IRQ(request_threaded_irq(1, HANDLER, NULL, 0, "x", sc)) // expect: sleep-in-interrupt
IRQ(devm_request_irq(sc->dev, 1, HANDLER, 0, "x", sc)) // expect: sleep-in-interrupt
IRQ(devm_request_threaded_irq(sc->dev, 1, HANDLER, NULL, 0, "x", sc)) // expect: sleep-in-interrupt
TIMER(unsigned long, setup_timer(&sc->timer, HANDLER, (unsigned long)sc)) // expect: sleep-in-interrupt
TIMER(unsigned long, tasklet_init(&sc->tasklet, HANDLER, (unsigned long)sc)) // expect: sleep-in-interrupt
TIMER(struct tasklet_struct *, tasklet_setup(&sc->tasklet, HANDLER)) // expect: sleep-in-interrupt
TIMER(struct urb *, usb_fill_bulk_urb(sc->urb, 0, 0, 0, 0, HANDLER, sc)) // expect: sleep-in-interrupt
TIMER(struct urb *, usb_fill_int_urb(sc->urb, 0, 0, 0, 0, HANDLER, sc, 1)) // expect: sleep-in-interrupt
TIMER(struct urb *, usb_fill_control_urb(sc->urb, 0, 0, 0, 0, 0, HANDLER, sc)) // expect: sleep-in-interrupt
// A function as the argument of a macro that puts it in parentheses is not seen yet.
TIMER(struct timer_list *, timer_setup(&sc->timer, HANDLER, 0)) // expect: sleep-in-interrupt
void netif_napi_add();
static int HANDLER(void *napi, int budget) { msleep(1); return 0; } void FN(struct softc *sc) { netif_napi_add(0, sc, HANDLER); } // expect: sleep-in-interrupt

// Who asks whether this may sleep does not where it may not.
int preempt_count(void);
#define in_interrupt() (preempt_count() & 0xffff00)
#define in_irq() (preempt_count() & 0xf0000)
#define in_hardirq() (preempt_count() & 0xf0000)
#define in_softirq() (preempt_count() & 0xff00)
#define in_serving_softirq() (preempt_count() & 0x100)
#define in_atomic() (preempt_count() != 0)
#define irqs_disabled() ({ unsigned long flags; asm volatile("pushf ; pop %0" : "=r"(flags)); !(flags & 0x200); })
#define IRQ_ASKS(ask) static irqreturn_t HANDLER(int irq, void *arg) { if (!ask()) msleep(1); return IRQ_HANDLED; } void FN(struct softc *sc) { request_irq(1, HANDLER, 0, "x", sc); }
#define SOFT_ASKS(ask) static void HANDLER(unsigned long arg) { if (!ask()) msleep(1); } void FN(struct softc *sc) { tasklet_init(&sc->tasklet, HANDLER, 0); }
IRQ_ASKS(in_interrupt)
IRQ_ASKS(in_irq)
IRQ_ASKS(in_hardirq)
IRQ_ASKS(in_atomic)
IRQ_ASKS(irqs_disabled)
IRQ_ASKS(in_softirq) // expect: sleep-in-interrupt
SOFT_ASKS(in_softirq)
SOFT_ASKS(in_serving_softirq)
SOFT_ASKS(irqs_disabled) // expect: sleep-in-interrupt

// Threads, work and threaded interrupts may sleep.
IRQ(request_threaded_irq(1, NULL, HANDLER, 0, "x", sc))
IRQ(devm_request_threaded_irq(sc->dev, 1, NULL, HANDLER, 0, "x", sc))
TIMER(struct work_struct *, INIT_WORK(&sc->work, HANDLER))
THREAD(kthread_run(HANDLER, sc, "t"))
THREAD(kthread_create_on_node(HANDLER, sc, 0, "t"))

// Registering and waiting for handlers sleeps.
static irqreturn_t irq(int irq, void *arg) { return IRQ_HANDLED; }
static int thread(void *arg) { return 0; }
UNDER(request_irq(1, irq, 0, "x", sc)) // expect: sleep-under-lock
UNDER(devm_request_irq(sc->dev, 1, irq, 0, "x", sc)) // expect: sleep-under-lock
UNDER(free_irq(1, sc)) // expect: sleep-under-lock
// With care these may be called where nothing sleeps.
UNDER(synchronize_irq(1); disable_irq(1))
UNDER(cancel_work_sync(&sc->work)) // expect: sleep-under-lock
UNDER(cancel_delayed_work_sync(&sc->dwork)) // expect: sleep-under-lock
UNDER(flush_work(&sc->work)) // expect: sleep-under-lock
UNDER(flush_delayed_work(&sc->dwork)) // expect: sleep-under-lock
UNDER(flush_workqueue(sc->wq)) // expect: sleep-under-lock
UNDER(destroy_workqueue(sc->wq)) // expect: sleep-under-lock
UNDER(drain_workqueue(sc->wq)) // expect: sleep-under-lock
UNDER(tasklet_kill(&sc->tasklet)) // expect: sleep-under-lock
UNDER(kthread_run(thread, sc, "t")) // expect: sleep-under-lock
UNDER(kthread_create(thread, sc, "t")) // expect: sleep-under-lock
UNDER(usb_kill_urb(sc->urb)) // expect: sleep-under-lock
UNDER(usb_poison_urb(sc->urb)) // expect: sleep-under-lock
UNDER(usb_kill_anchored_urbs(sc)) // expect: sleep-under-lock

// A timer is waited for without sleeping.
#define M ((struct timer_list *)&sc->lock)
KNOWN(synchronize_irq(M), disable_irq(M)) // expect: recursive-lock
KNOWN(del_timer_sync(M), timer_delete_sync(M), timer_shutdown_sync(M), hrtimer_cancel(M)) // expect: recursive-lock
int wake_up(), wake_up_all(), wake_up_interruptible(), wake_up_interruptible_all(),
    wake_up_process(), udelay(), ndelay(), mdelay();
KNOWN(wake_up(M), wake_up_all(M), wake_up_interruptible(M)) // expect: recursive-lock
KNOWN(wake_up_interruptible_all(M), wake_up_process(M)) // expect: recursive-lock
KNOWN(udelay(M), ndelay(M)) // expect: recursive-lock
KNOWN(mdelay(M)) // expect: recursive-lock, long-hold
