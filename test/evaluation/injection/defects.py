"""Scripted edits: each function yields the places of a source where one edit makes a
defect, surely, as far as the text tells: DEFECTS lists them with the rules of which one
has to name it. Which primitives a kernel has is in KERNELS.
"""
import re
from dataclasses import dataclass, field

from injection.source import ARGUMENTS, Edit


@dataclass
class Kernel:
    """How drivers of a kernel spell what the edits need; empty: no such edit."""

    locks: dict  # acquire -> release, of locks that do not recurse by default
    spins: tuple = ()  # those of them under which nothing may sleep
    sleep: str = ""  # a statement that sleeps
    allocate: str = ""  # one that allocates and may wait
    waits: tuple = ()  # wait for a condition, without a time limit
    raise_level: str = ""  # does nothing in this kernel, as a statement
    handlers: tuple = ()  # regular expressions of a registered handler's name
    wait_signal: tuple = ()  # (wait, the same that a signal ends)
    absolute: str = ""  # a regular expression of an absolute time limit
    edits: dict = field(default_factory=dict)


KERNELS = {
    "freebsd": Kernel(
        locks={"mtx_lock": "mtx_unlock", "sx_xlock": "sx_xunlock"},
        spins=("mtx_lock",),
        sleep='tsleep(&lbolt, 0, "inject", 0);',
        allocate="(void)malloc(64, M_TEMP, M_WAITOK);",
        waits=("msleep", "mtx_sleep", "cv_wait"),
        handlers=(r"\bcallout_reset\s*\([^;]*?,\s*(\w+)\s*,[^,;]*\)\s*;",),
        wait_signal=("cv_wait", "cv_wait_sig"),
    ),
    "illumos": Kernel(
        locks={"mutex_enter": "mutex_exit"},
        allocate="(void) kmem_alloc(64, KM_SLEEP);",
        waits=("cv_wait",),
        wait_signal=("cv_wait", "cv_wait_sig"),
        absolute=r"ddi_get_lbolt\s*\(\s*\)\s*\+",
    ),
    "netbsd": Kernel(
        locks={"mutex_enter": "mutex_exit", "mutex_spin_enter": "mutex_spin_exit"},
        spins=("mutex_spin_enter",),
        sleep='tsleep(&lbolt, 0, "inject", 0);',
        allocate="(void)kmem_alloc(64, KM_SLEEP);",
        waits=("cv_wait",),
        handlers=(r"\bcallout_(?:reset|setfunc)\s*\([^;]*?,\s*(\w+)\s*,[^,;]*\)\s*;",),
        wait_signal=("cv_wait", "cv_wait_sig"),
    ),
    "openbsd": Kernel(
        locks={"mtx_enter": "mtx_leave", "rw_enter_write": "rw_exit_write"},
        spins=("mtx_enter",),
        sleep='tsleep_nsec(&nowake, 0, "inject", INFSLP);',
        allocate="(void)malloc(64, M_TEMP, M_WAITOK);",
        waits=("msleep_nsec", "tsleep_nsec"),
        handlers=(r"\btimeout_set\s*\([^;]*?,\s*(\w+)\s*,[^,;]*\)\s*;",),
    ),
    "dragonfly": Kernel(
        locks={"spin_lock": "spin_unlock", "lwkt_serialize_enter": "lwkt_serialize_exit"},
        spins=("spin_lock",),
        sleep='tsleep(&lbolt, 0, "inject", 0);',
        allocate="(void)kmalloc(64, M_TEMP, M_WAITOK);",
        handlers=(r"\bcallout_reset\s*\([^;]*?,\s*(\w+)\s*,[^,;]*\)\s*;",),
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
    ),
}
KERNELS["freebsd7"] = KERNELS["freebsd10"] = KERNELS["freebsd"]
RECURSIVE = {"&Giant"}
# By these a file shows that the flags of an allocation are known there.
FLAGS = r"\b(?:M_WAITOK|M_NOWAIT|KM_SLEEP|KM_NOSLEEP|GFP_KERNEL|GFP_ATOMIC)\b"
SPL = {"freebsd7", "freebsd10"}  # spl does nothing there


def last_name(lock):
    """`sc_mtx` of `&sc->sc_mtx`, by which a message names it."""
    names = re.findall(r"\w+", lock)
    return names[-1:] or [lock]


def lock_calls(source, function, kernel):
    names = list(kernel.locks) + list(kernel.locks.values())
    return list(source.calls(function, names))


def taken(source, function, kernel, only=None):
    """Acquires in the outermost block of a function of a lock that it has not yet
    touched: `(acquire, the releases of it behind)`."""
    calls = lock_calls(source, function, kernel)
    for i, call in enumerate(calls):
        if call.name not in (only or kernel.locks) or call.depth != 1:
            continue
        if any(c.lock == call.lock for c in calls[:i]) or call.lock in RECURSIVE:
            continue
        back = [c for c in calls[i + 1 :] if c.name == kernel.locks[call.name] and c.lock == call.lock]
        again = [c for c in calls[i + 1 :] if c.name == call.name and c.lock == call.lock]
        if back and not again:
            yield call, back


def mentions(source, function, words):
    return re.search(r"\b(?:" + "|".join(words) + r")\b", source.code[function.begin : function.end])


def delete_release(source, function, kernel, _):
    """The release before a `return` within an `if`: that way out keeps the lock."""
    for acquire, back in taken(source, function, kernel):
        if back[-1].depth != 1:
            continue
        for call in back:
            after = source.next_code(call.end)
            if call.depth == 2 and after.startswith("return") and acquire.begin < call.begin:
                blank = re.sub(r"[^\n]", " ", source.text[call.begin : call.end])
                yield Edit(call.begin, call.end, blank, source.lines(function), last_name(call.lock))


def double_release(source, function, kernel, _):
    """The last release of a function twice."""
    for acquire, back in taken(source, function, kernel):
        last = back[-1]
        after = source.next_code(last.end)
        if len(back) == 1 and last.depth == 1 and (after.startswith("return") or after.startswith("}")):
            again = source.text[last.begin : last.end].replace("\n", " ")
            yield Edit(last.end, last.end, " " + again, at(source, last), last_name(last.lock))


def at(source, call):
    return range(source.line(call.begin), source.line(call.end) + 1)


def double_acquire(source, function, kernel, _):
    """The first acquire of a function twice."""
    if re.search(r"RECURSE|CANRECURSE", source.code):
        return
    for acquire, _back in taken(source, function, kernel):
        again = source.text[acquire.begin : acquire.end].replace("\n", " ")
        yield Edit(acquire.end, acquire.end, " " + again, at(source, acquire), last_name(acquire.lock))


def after_acquire(source, function, kernel, statement):
    if statement:
        for acquire, _back in taken(source, function, kernel, kernel.spins):
            yield Edit(acquire.end, acquire.end, " " + statement, at(source, acquire), last_name(acquire.lock))


def sleep_under_lock(source, function, kernel, _):
    """A sleep behind the acquire of a lock that forbids it."""
    yield from after_acquire(source, function, kernel, kernel.sleep)


def allocate_under_lock(source, function, kernel, _):
    """An allocation that may wait, there."""
    if re.search(FLAGS, source.code):
        yield from after_acquire(source, function, kernel, kernel.allocate)


def sleep_in_handler(source, function, kernel, _):
    """A sleep where a handler returns that the file registers."""
    if not any(function.name in re.findall(h, source.code) for h in kernel.handlers):
        return
    body = source.code[function.begin : function.end]
    last = re.search(r"\breturn\b[^;]*;\s*$", body)
    where = function.begin + (last.start() if last else len(body.rstrip()))
    # It has to be reached: nothing may jump over it, no loop may be without an end.
    if re.search(r"\bgoto\b|\bfor\s*\(;;\)|\bwhile\s*\(1\)", body) or source.depth(function, where) != 1:
        return
    if source.code[:where].rstrip()[-1] in ";}":
        yield Edit(where, where, " " + kernel.sleep + " ", range(source.line(where) - 1, source.line(where) + 1))


def drop_loop(source, function, kernel, _):
    """`while` of a wait becomes `if`."""
    for name in kernel.waits:
        pattern = r"\bwhile(\s*)(" + ARGUMENTS + r")(?=\s*\{?\s*(?:\(void\)\s*)?" + name + r"\s*" + ARGUMENTS + r"\s*;(\s*\})?)"
        for loop in re.compile(pattern).finditer(source.code, function.begin, function.end):
            wait = source.code.index(name, loop.end())
            call = re.compile(name + r"\s*" + ARGUMENTS + r"\s*;").match(source.code, wait)
            timed = name in ("msleep", "mtx_sleep") and not re.search(r",\s*0\s*\)\s*;$", call.group())
            timed |= name.endswith("_nsec") and "INFSLP" not in call.group()
            inner = re.search(r"\b(for|while|do)\b", source.code[function.begin : loop.start()])
            if "->" in loop.group(2) and not timed and not inner and "do" != source.code[: loop.start()].rstrip()[-2:]:
                lines = range(source.line(loop.start()), source.line(call.end()) + 1)
                yield Edit(loop.start(), loop.start() + 5, "if   ", lines)


def idle_level(source, function, kernel, tree):
    """A level that is raised and restored."""
    if tree in SPL:
        for acquire, _back in taken(source, function, kernel):
            statement = "{ int inject = splnet(); splx(inject); } "
            yield Edit(acquire.begin, acquire.begin, statement, at(source, acquire))


def giant(source, function, kernel, _):
    """A handler that loses its flag and so runs under the kernel's one lock."""
    if kernel is not KERNELS["freebsd"]:
        return
    pattern = r"\bbus_setup_intr\s*\([^;]*?(\|\s*INTR_MPSAFE|INTR_MPSAFE\s*\|)[^;]*;"
    for match in re.compile(pattern).finditer(source.code, function.begin, function.end):
        lines = range(source.line(match.start()), source.line(match.end()) + 1)
        yield Edit(match.start(1), match.end(1), re.sub(r"[^\n]", " ", match.group(1)), lines)
    for call in source.calls(function, ["callout_init"]):
        if call.arguments[1:] in (["1"], ["CALLOUT_MPSAFE"]):
            begin = source.code.rindex(call.arguments[1], call.begin, call.end)
            yield Edit(begin, begin + len(call.arguments[1]), "0", source.lines(function))


def filter_handler(source, function, kernel, _):
    """The handler of an interrupt's thread becomes a filter, where a mutex may not be
    taken."""
    if kernel is not KERNELS["freebsd"]:
        return
    pattern = r"\bbus_setup_intr\s*\([^;]*?(NULL\s*,\s*(\w+))\s*,[^;]*;"
    for match in re.compile(pattern).finditer(source.code, function.begin, function.end):
        handler = [f for f in source.functions if f.name == match.group(2)]
        acquires = handler and list(taken(source, handler[0], kernel, ("mtx_lock",)))
        if acquires:
            text = match.group(1)
            swapped = f"(driver_filter_t *){match.group(2)}, NULL" + "\n" * text.count("\n")
            yield Edit(match.start(1), match.end(1), swapped, at(source, acquires[0][0]))


def swap_acquires(source, function, kernel, _):
    """Two acquires, one behind the other, that another function of the file makes in
    the same order."""
    pairs = nested(source, kernel)
    calls = [c for c in lock_calls(source, function, kernel) if c.name in kernel.locks]
    for one, two in zip(calls, calls[1:]):
        pair = tuple(map(str, last_name(one.lock) + last_name(two.lock)))
        others = [f for f in pairs.get(pair, []) if f != function.name]
        backwards = pairs.get(pair[::-1])
        adjacent = not source.code[one.end : two.begin].strip()
        if adjacent and others and not backwards and one.depth == two.depth == 1 and one.lock != two.lock:
            first, second = source.text[one.begin : one.end], source.text[two.begin : two.end]
            if "\n" not in first + second:
                between = source.text[one.end : two.begin]
                yield Edit(one.begin, two.end, second + between + first, range(1, len(source.newlines)), list(pair))


def nested(source, kernel):
    """{(outer, inner): functions} of locks that are surely taken one within the other."""
    pairs = {}
    for function in source.functions:
        held = []
        for call in lock_calls(source, function, kernel):
            if call.name not in kernel.locks:
                held = [h for h in held if h != call.lock]
            elif call.depth == 1:
                for outer in held:
                    pair = tuple(last_name(outer) + last_name(call.lock))
                    pairs.setdefault(pair, []).append(function.name)
                held.append(call.lock)
    return pairs


@dataclass
class Defect:
    rules: set
    places: callable


DEFECTS = {
    "lock-leak": Defect({"lock-leak"}, delete_release),
    "unlock-not-held": Defect({"unlock-not-held"}, double_release),
    "recursive-lock": Defect({"recursive-lock"}, double_acquire),
    "sleep-under-lock": Defect({"sleep-under-lock"}, sleep_under_lock),
    "sleeping-alloc-under-lock": Defect({"sleeping-alloc-under-lock"}, allocate_under_lock),
    "sleep-in-interrupt": Defect({"sleep-in-interrupt"}, sleep_in_handler),
    "wait-not-in-loop": Defect({"wait-not-in-loop"}, drop_loop),
    "noop-spl": Defect({"noop-spl"}, idle_level),
    "giant-handler": Defect({"giant-handler"}, giant),
    "high-level-mutex": Defect({"high-level-mutex"}, filter_handler),
    "lock-order": Defect({"lock-order"}, swap_acquires),
}
