# The words of four kernels: how a lock of a kind is declared, taken, tried, asked
# about and given up, and what sleeps. `{l}` is the address of the lock. What the
# words do is said by runtime/KERNEL.h; nothing here comes from lib/Model.
#
# In waits the second word says what the result means:
#   void      none                     zero      0: woken, else not
#   nonzero   0: a signal came         negative  -1: the time is over
#   dropped   none; the lock is not taken again


class Kind:
    """A kind of lock. waits: sleep, block or spin, which is also the order in
    which programs nest kinds. sleep_ok: its holder may sleep. certain: calls to
    init are needed to know the kind."""

    def __init__(self, name, type, init, waits, sleep_ok, rt, recursive=False, **ops):
        self.name, self.type, self.init = name, type, init
        self.waits, self.sleep_ok, self.rt = waits, sleep_ok, rt
        self.recursive = recursive
        self.acquire, self.release = ops["acquire"], ops["release"]
        self.tries = ops.get("tries")
        self.read, self.read_release = ops.get("read"), ops.get("read_release")
        self.read_tries = ops.get("read_tries")
        self.upgrade, self.downgrade = ops.get("upgrade"), ops.get("downgrade")
        self.owned, self.asserts = ops.get("owned"), ops.get("asserts")
        self.signal = ops.get("signal")  # taken when the result is 0
        self.waiting = ops.get("waiting", ())


class Kernel:
    def __init__(self, name, target, kinds, sleeps, alloc, alloc_flags, channel, error="E{}",
                 sleep_gives=True):
        self.name, self.target, self.kinds = name, target, kinds
        self.sleeps, self.alloc, self.alloc_flags = sleeps, alloc, alloc_flags
        self.channel, self.error = channel, error
        self.sleep_gives = sleep_gives  # an allocation that sleeps is never NULL


def _freebsd():
    mutex = dict(
        acquire="mtx_lock({l})",
        release="mtx_unlock({l})",
        tries="mtx_trylock({l})",
        owned="mtx_owned({l})",
        asserts="mtx_assert({l}, MA_OWNED)",
        waiting=(
            ("cv_wait(&sc->cv, {l})", "void"),
            ("cv_wait_sig(&sc->cv, {l})", "zero"),
            ("cv_timedwait(&sc->cv, {l}, 10)", "zero"),
            ('msleep(&sc->ready, {l}, PZERO, "orc", 0)', "void"),
            ('msleep(&sc->ready, {l}, PZERO | PCATCH, "orc", 0)', "zero"),
            ('msleep(&sc->ready, {l}, PZERO | PDROP, "orc", 0)', "dropped"),
        ),
    )
    rec = dict(mutex, waiting=())
    return Kernel(
        "freebsd",
        "x86_64-unknown-freebsd10.0",
        [
            Kind("mtx", "struct mtx", 'mtx_init({l}, "orc", NULL, MTX_DEF)', "block", False,
                 "RT_BY_BLOCK | RT_NO_SLEEP", **mutex),
            Kind("recursive", "struct mtx", 'mtx_init({l}, "orc", NULL, MTX_DEF | MTX_RECURSE)',
                 "block", False, "RT_BY_BLOCK | RT_NO_SLEEP | RT_RECURSIVE", True, **rec),
            Kind("spin", "struct mtx", 'mtx_init({l}, "orc", NULL, MTX_SPIN)', "spin", False,
                 "RT_BY_SPIN | RT_NO_SLEEP",
                 acquire="mtx_lock_spin({l})", release="mtx_unlock_spin({l})",
                 tries="mtx_trylock_spin({l})", owned="mtx_owned({l})",
                 asserts="mtx_assert({l}, MA_OWNED)",
                 waiting=(('msleep_spin(&sc->ready, {l}, "orc", 0)', "void"),)),
            Kind("sx", "struct sx", 'sx_init({l}, "orc")', "sleep", True, "RT_BY_SLEEP",
                 acquire="sx_xlock({l})", release="sx_xunlock({l})", tries="sx_try_xlock({l})",
                 read="sx_slock({l})", read_release="sx_sunlock({l})",
                 read_tries="sx_try_slock({l})", upgrade="sx_try_upgrade({l})",
                 downgrade="sx_downgrade({l})", owned="sx_xlocked({l})",
                 asserts="sx_assert({l}, SA_XLOCKED)", signal="sx_xlock_sig({l})",
                 waiting=(('sx_sleep(&sc->ready, {l}, PZERO, "orc", 0)', "void"),)),
            Kind("rw", "struct rwlock", 'rw_init({l}, "orc")', "block", False,
                 "RT_BY_BLOCK | RT_NO_SLEEP",
                 acquire="rw_wlock({l})", release="rw_wunlock({l})", tries="rw_try_wlock({l})",
                 read="rw_rlock({l})", read_release="rw_runlock({l})",
                 read_tries="rw_try_rlock({l})", upgrade="rw_try_upgrade({l})",
                 downgrade="rw_downgrade({l})", owned="rw_wowned({l})",
                 waiting=(('rw_sleep(&sc->ready, {l}, PZERO, "orc", 0)', "void"),)),
        ],
        ['tsleep(sc, PZERO, "orc", 1)', 'pause("orc", 1)', "copyin(sc->user, sc->data, 8)"],
        "malloc(8, M_DEVBUF, {f})", ("M_WAITOK", "M_NOWAIT"), "struct cv cv")


def _illumos():
    mutex = dict(acquire="mutex_enter({l})", release="mutex_exit({l})",
                 tries="mutex_tryenter({l})", owned="mutex_owned({l})",
                 asserts="ASSERT(MUTEX_HELD({l}))")
    waiting = (("cv_wait(&sc->cv, {l})", "void"), ("cv_wait_sig(&sc->cv, {l})", "nonzero"),
               ("cv_reltimedwait(&sc->cv, {l}, 10, 0)", "negative"))
    return Kernel(
        "illumos",
        "x86_64-pc-solaris2.11",
        [
            Kind("mutex", "kmutex_t", "mutex_init({l}, NULL, MUTEX_DRIVER, NULL)", "block", False,
                 "RT_BY_BLOCK | RT_BAD_SLEEP", **mutex, waiting=waiting),
            Kind("spin", "kmutex_t", "mutex_init({l}, NULL, MUTEX_SPIN, NULL)", "spin", False,
                 "RT_BY_SPIN | RT_NO_SLEEP", **mutex),
            Kind("rw", "krwlock_t", "rw_init({l}, NULL, RW_DRIVER, NULL)", "block", True,
                 "RT_BY_BLOCK",
                 acquire="rw_enter({l}, RW_WRITER)", release="rw_exit({l})",
                 tries="rw_tryenter({l}, RW_WRITER)", read="rw_enter({l}, RW_READER)",
                 read_release="rw_exit({l})", read_tries="rw_tryenter({l}, RW_READER)",
                 upgrade="rw_tryupgrade({l})", downgrade="rw_downgrade({l})",
                 owned="rw_write_held({l})", asserts="ASSERT(RW_WRITE_HELD({l}))"),
        ],
        ["delay(1)", "ddi_copyin(sc->user, sc->data, 8, 0)"],
        "kmem_alloc(8, {f})", ("KM_SLEEP", "KM_NOSLEEP"), "kcondvar_t cv")


def _netbsd():
    mutex = dict(acquire="mutex_enter({l})", release="mutex_exit({l})",
                 tries="mutex_tryenter({l})", owned="mutex_owned({l})",
                 asserts="KASSERT(mutex_owned({l}))")
    waiting = (("cv_wait(&sc->cv, {l})", "void"), ("cv_wait_sig(&sc->cv, {l})", "zero"),
               ("cv_timedwait(&sc->cv, {l}, 10)", "zero"),
               ('mtsleep(&sc->ready, 0, "orc", 0, {l})', "void"),
               ('mtsleep(&sc->ready, PNORELOCK, "orc", 0, {l})', "dropped"))
    spin = dict(mutex, acquire="mutex_spin_enter({l})", release="mutex_spin_exit({l})")
    return Kernel(
        "netbsd",
        "x86_64-unknown-netbsd",
        [
            Kind("mutex", "kmutex_t", "mutex_init({l}, MUTEX_DEFAULT, IPL_NONE)", "block", False,
                 "RT_BY_BLOCK | RT_BAD_SLEEP", **mutex, waiting=waiting),
            Kind("spin", "kmutex_t", "mutex_init({l}, MUTEX_DEFAULT, IPL_VM)", "spin", False,
                 "RT_BY_SPIN | RT_NO_SLEEP", **spin),
            Kind("vm", "kmutex_t", "mutex_init({l}, MUTEX_DEFAULT, IPL_VM)", "spin", False,
                 "RT_BY_SPIN | RT_NO_SLEEP", **mutex),
            Kind("rw", "krwlock_t", "rw_init({l})", "block", True, "RT_BY_BLOCK",
                 acquire="rw_enter({l}, RW_WRITER)", release="rw_exit({l})",
                 tries="rw_tryenter({l}, RW_WRITER)", read="rw_enter({l}, RW_READER)",
                 read_release="rw_exit({l})", read_tries="rw_tryenter({l}, RW_READER)",
                 upgrade="rw_tryupgrade({l})", downgrade="rw_downgrade({l})",
                 owned="rw_write_held({l})", asserts="KASSERT(rw_write_held({l}))"),
        ],
        ['tsleep(sc, 0, "orc", 1)', 'kpause("orc", 0, 1, NULL)', "copyin(sc->user, sc->data, 8)"],
        "kmem_alloc(8, {f})", ("KM_SLEEP", "KM_NOSLEEP"), "kcondvar_t cv")


def _linux():
    return Kernel(
        "linux",
        "x86_64-unknown-linux-gnu -D__KERNEL__",
        [
            Kind("mutex", "struct mutex", "mutex_init({l})", "sleep", True, "RT_BY_SLEEP",
                 acquire="mutex_lock({l})", release="mutex_unlock({l})",
                 tries="mutex_trylock({l})", asserts="lockdep_assert_held({l})",
                 signal="mutex_lock_interruptible({l})"),
            Kind("spin", "spinlock_t", "spin_lock_init({l})", "spin", False,
                 "RT_BY_SPIN | RT_NO_SLEEP",
                 acquire="spin_lock({l})", release="spin_unlock({l})", tries="spin_trylock({l})",
                 asserts="assert_spin_locked({l})"),
            Kind("rwlock", "rwlock_t", "rwlock_init({l})", "spin", False,
                 "RT_BY_SPIN | RT_NO_SLEEP",
                 acquire="write_lock({l})", release="write_unlock({l})",
                 tries="write_trylock({l})", read="read_lock({l})",
                 read_release="read_unlock({l})", read_tries="read_trylock({l})"),
            Kind("rwsem", "struct rw_semaphore", "init_rwsem({l})", "sleep", True, "RT_BY_SLEEP",
                 acquire="down_write({l})", release="up_write({l})",
                 tries="down_write_trylock({l})", read="down_read({l})",
                 read_release="up_read({l})", read_tries="down_read_trylock({l})",
                 downgrade="downgrade_write({l})"),
        ],
        ["msleep(1)", "schedule()", "copy_from_user(sc->data, sc->user, 8)",
         "wait_for_completion(&sc->cv)"],
        "kmalloc(8, {f})", ("GFP_KERNEL", "GFP_ATOMIC"), "struct completion cv", "-E{}",
        sleep_gives=False)


KERNELS = {k.name: k for k in (_freebsd(), _illumos(), _netbsd(), _linux())}
NAMES = ("freebsd", "illumos", "netbsd", "linux")
