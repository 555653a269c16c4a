"""How drivers of each kernel spell what the edits need."""
from dataclasses import dataclass, field


@dataclass(eq=False)
class Kernel:
    """How drivers of a kernel spell what the edits need; empty: no such edit."""

    locks: dict  # acquire -> release, of locks that do not recurse by default
    spins: tuple = ()  # those of them under which nothing may sleep
    sleep: str = ""  # a statement that sleeps
    allocate: str = ""  # one that allocates and may wait
    waits: tuple = ()  # wait for a condition, without a time limit
    idle_levels: bool = False  # spl does nothing
    levels: bool = False  # it does
    handlers: tuple = ()  # regular expressions of a registered handler's name
    brief: tuple = ()  # acquires of locks that are not made to be held for long
    busy: str = ""  # a statement that waits busily for some milliseconds
    destroys: dict = field(default_factory=dict)  # destroy -> acquire; none: who destroys may have it
    owned: dict = field(default_factory=dict)  # acquire -> whether this thread has it
    readers: dict = field(default_factory=dict)  # acquire -> (try to upgrade, downgrade)
    registers: dict = field(default_factory=dict)  # function -> (argument of the handle, of the handler)
    returned: dict = field(default_factory=dict)  # the same, where the handle is the result
    drains: dict = field(default_factory=dict)  # function -> argument of the handle
    interlocked: dict = field(default_factory=dict)  # wait -> the same without its lock, in three statements
    signalled: tuple = ()  # waits that a signal ends
    signal_flag: str = ""  # with this argument only
    wakes: tuple = ()
    spans: dict = field(default_factory=dict)  # wait -> (argument that says how long, what it is made of)
    moment: str = ""  # what makes a moment of a span, before it
    until: tuple = ()  # waits that want a moment
    entries: str = ""  # a regular expression of the tables of entry points
    closes: tuple = ()  # regular expressions of a close routine's name, in its table
    alone: str = ""  # one of what says, in the file, that threads come one by one
    together: str = ""  # one of what says that they do not
    semaphores: dict = field(default_factory=dict)  # P -> V
    masking: dict = field(default_factory=dict)  # acquire with interrupts off -> (without, release, without)
    unmask: str = ""  # a statement that turns interrupts on
    interrupts: str = ""  # a regular expression of a registered interrupt handler's name
    threads: str = ""  # one of a function that the kernel calls with interrupts on


KERNELS = {
    "freebsd": Kernel(
        locks={"mtx_lock": "mtx_unlock", "sx_xlock": "sx_xunlock"},
        spins=("mtx_lock",),
        sleep='tsleep(&lbolt, 0, "inject", 0);',
        allocate="(void)malloc(64, M_TEMP, M_WAITOK);",
        waits=("msleep", "mtx_sleep", "cv_wait"),
        handlers=(r"\bcallout_reset\s*\([^;]*?,\s*(\w+)\s*,[^,;]*\)\s*;",),
        idle_levels=True,
        busy="DELAY(5000);",
        brief=("mtx_lock",),
        destroys={"mtx_destroy": "", "sx_destroy": "sx_xlock"},
        owned={"mtx_lock": "mtx_owned", "sx_xlock": "sx_xlocked"},
        readers={"sx_slock": ("sx_try_upgrade", "sx_downgrade"), "rw_rlock": ("rw_try_upgrade", "rw_downgrade")},
        registers={"callout_reset": (0, 2), "TASK_INIT": (0, 2), "callout_init_mtx": (0, None)},
        drains={"callout_drain": 0, "taskqueue_drain": 1},
        interlocked={
            "msleep": "mtx_unlock({1}); tsleep({0}, {2}, {3}, {4}); mtx_lock({1});",
            "mtx_sleep": "mtx_unlock({1}); tsleep({0}, {2}, {3}, {4}); mtx_lock({1});",
        },
        signalled=("tsleep", "msleep", "mtx_sleep", "cv_wait_sig"),
        signal_flag="PCATCH",
        wakes=("cv_signal", "cv_broadcast"),
        spans={"tsleep": 3, "msleep": 4, "mtx_sleep": 4, "pause": 1, "cv_timedwait": 2},
        moment="ticks + ",
        entries=r"struct\s+cdevsw\s+\w+\s*=\s*\{([^;]*)\};",
        alone="D_NEEDGIANT",
        semaphores={"sema_wait": "sema_post"},
    ),
    "illumos": Kernel(
        locks={"mutex_enter": "mutex_exit"},
        allocate="(void) kmem_alloc(64, KM_SLEEP);",
        waits=("cv_wait",),
        busy="drv_usecwait(5000);",
        brief=("mutex_enter",),
        destroys={"mutex_destroy": "", "rw_destroy": "rw_enter({0}, RW_WRITER);"},
        owned={"mutex_enter": "mutex_owned"},
        readers={"rw_enter": ("rw_tryupgrade", "rw_downgrade")},
        semaphores={"sema_p": "sema_v"},
        returned={"timeout": 0},
        drains={"untimeout": 0},
        signalled=("cv_wait_sig",),
        wakes=("cv_signal", "cv_broadcast"),
        until=("cv_timedwait", "cv_timedwait_sig"),
        moment=r"ddi_get_lbolt() + ",
        closes=(r"\bcb_ops\s+\w+\s*=\s*\{\s*\w+\s*,\s*(\w+)\s*,", r"\bcb_close\s*=\s*(\w+)"),
        entries=r"struct\s+cb_ops\s+\w+\s*=\s*\{([^;]*)\};",
    ),
    "netbsd": Kernel(
        locks={"mutex_enter": "mutex_exit", "mutex_spin_enter": "mutex_spin_exit"},
        spins=("mutex_spin_enter",),
        sleep='tsleep(&lbolt, 0, "inject", 0);',
        allocate="(void)kmem_alloc(64, KM_SLEEP);",
        waits=("cv_wait",),
        handlers=(r"\bcallout_(?:reset|setfunc)\s*\([^;]*?,\s*(\w+)\s*,[^,;]*\)\s*;",),
        levels=True,
        busy="DELAY(5000);",
        brief=("mutex_enter", "mutex_spin_enter"),
        destroys={"mutex_destroy": "mutex_enter"},
        owned={"mutex_enter": "mutex_owned", "mutex_spin_enter": "mutex_owned"},
        readers={"rw_enter": ("rw_tryupgrade", "rw_downgrade")},
        registers={"callout_reset": (0, 2), "callout_setfunc": (0, 1), "workqueue_create": (0, 2)},
        returned={"softint_establish": 1},
        drains={"callout_halt": 0, "workqueue_destroy": 0, "softint_disestablish": 0},
        signalled=("tsleep", "mtsleep", "cv_wait_sig"),
        signal_flag="PCATCH",
        wakes=("cv_signal", "cv_broadcast"),
        spans={"tsleep": 3, "kpause": 2, "cv_timedwait": 2, "cv_timedwait_sig": 2},
        moment="getticks() + ",
        entries=r"struct\s+cdevsw\s+\w+\s*=\s*\{([^;]*)\};",
        together="D_MPSAFE",
    ),
    "openbsd": Kernel(
        locks={"mtx_enter": "mtx_leave", "rw_enter_write": "rw_exit_write"},
        spins=("mtx_enter",),
        sleep='tsleep_nsec(&nowake, 0, "inject", INFSLP);',
        allocate="(void)malloc(64, M_TEMP, M_WAITOK);",
        waits=("msleep_nsec", "tsleep_nsec"),
        handlers=(r"\btimeout_set\s*\([^;]*?,\s*(\w+)\s*,[^,;]*\)\s*;",),
        levels=True,
        busy="DELAY(5000);",
        brief=("mtx_enter",),
        owned={"rw_enter_write": "rw_write_held", "mtx_enter": "mtx_owned"},
        readers={"rw_enter_read": (None, "(void)rw_enter({0}, RW_DOWNGRADE);")},
        registers={"timeout_set": (0, 1), "timeout_set_proc": (0, 1), "task_set": (0, 1)},
        drains={"timeout_del_barrier": 0, "timeout_barrier": 0, "taskq_del_barrier": 1, "usb_wait_task": 1},
        interlocked={"msleep_nsec": "mtx_leave({1}); tsleep_nsec({0}, {2}, {3}, {4}); mtx_enter({1});"},
        signalled=("tsleep_nsec", "msleep_nsec", "rwsleep_nsec"),
        signal_flag="PCATCH",
        spans={"tsleep_nsec": 3, "msleep_nsec": 4, "rwsleep_nsec": 4},
        moment="getnsecuptime() + ",
    ),
    "dragonfly": Kernel(
        locks={"spin_lock": "spin_unlock", "lwkt_serialize_enter": "lwkt_serialize_exit"},
        spins=("spin_lock",),
        sleep='tsleep(&lbolt, 0, "inject", 0);',
        allocate="(void)kmalloc(64, M_TEMP, M_WAITOK);",
        handlers=(r"\bcallout_reset\s*\([^;]*?,\s*(\w+)\s*,[^,;]*\)\s*;",),
        busy="DELAY(5000);",
        brief=("spin_lock",),
        destroys={"lockuninit": "lockmgr({0}, LK_SHARED);", "spin_uninit": "spin_lock"},
        registers={"callout_reset": (0, 2), "TASK_INIT": (0, 2)},
        drains={"callout_drain": 0, "callout_cancel": 0, "callout_terminate": 0, "taskqueue_drain": 1},
        interlocked={
            "lksleep": "lockmgr({1}, LK_RELEASE); tsleep({0}, {2}, {3}, {4}); lockmgr({1}, LK_EXCLUSIVE);",
            "ssleep": "spin_unlock({1}); tsleep({0}, {2}, {3}, {4}); spin_lock({1});",
        },
        signalled=("tsleep", "lksleep", "ssleep"),
        signal_flag="PCATCH",
        spans={"tsleep": 3, "lksleep": 4, "ssleep": 4},
        moment="ticks + ",
        entries=r"struct\s+dev_ops\s+\w+\s*=\s*\{([^;]*)\};",
        together="D_MPSAFE",
    ),
    "linux": Kernel(
        locks={
            "spin_lock": "spin_unlock",
            "spin_lock_irq": "spin_unlock_irq",
            "spin_lock_irqsave": "spin_unlock_irqrestore",
            "spin_lock_bh": "spin_unlock_bh",
            "mutex_lock": "mutex_unlock",
        },
        spins=("spin_lock", "spin_lock_irq", "spin_lock_irqsave", "spin_lock_bh"),
        sleep="msleep(1);",
        allocate="(void)__kmalloc(64, GFP_KERNEL);",
        handlers=(r"\brequest_irq\s*\([^,;]*,\s*(\w+)\s*,", r"\btimer_setup\s*\([^,;]*,\s*(\w+)\s*,"),
        busy="mdelay(5);",
        brief=("spin_lock", "spin_lock_irq", "spin_lock_irqsave", "spin_lock_bh"),
        destroys={"mutex_destroy": "mutex_lock"},
        owned={lock: "lockdep_is_held" for lock in ("mutex_lock", "spin_lock", "spin_lock_bh", "spin_lock_irq")},
        readers={"down_read": (None, "downgrade_write")},
        registers={
            "INIT_WORK": (0, 1), "INIT_DELAYED_WORK": (0, 1), "timer_setup": (0, 1),
            "tasklet_setup": (0, 1), "tasklet_init": (0, 1),
        },
        drains={
            "cancel_work_sync": 0, "cancel_delayed_work_sync": 0, "flush_work": 0, "del_timer_sync": 0,
            "timer_delete_sync": 0, "tasklet_kill": 0,
        },
        signalled=("wait_event_interruptible", "wait_for_completion_interruptible"),
        spans={"wait_event_timeout": 2, "wait_for_completion_timeout": 1, "schedule_timeout": 0},
        moment="jiffies + ",
        entries=r"struct\s+file_operations\s+\w+\s*=\s*\{([^;]*)\};",
        semaphores={"down": "up"},
        masking={
            "spin_lock_irqsave": ("spin_lock", "spin_unlock_irqrestore", "spin_unlock"),
            "spin_lock_irq": ("spin_lock", "spin_unlock_irq", "spin_unlock"),
        },
        unmask="local_irq_enable();",
        interrupts=r"\brequest_irq\s*\([^,;]*,\s*(\w+)\s*,|\.irq\s*=\s*(\w+)\s*,",
        threads=r"\bINIT_WORK\s*\([^,;]*,\s*(\w+)\s*\)|\.(?:open|release|ndo_open|ndo_stop|unlocked_ioctl|read"
        r"|write|close|startup|shutdown|set_termios)\s*=\s*(\w+)\s*,",
    ),
}
KERNELS["freebsd7"] = KERNELS["freebsd10"] = KERNELS["freebsd"]
