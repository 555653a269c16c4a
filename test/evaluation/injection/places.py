"""Places in a function that edits of several groups look for."""
import functools
import re

from injection.source import ARGUMENTS, Edit, split_arguments

RECURSIVE = {"&Giant"}
ATTACHING = re.compile(r"attach|detach|probe|init|fini|start|load|suspend|resume|free|destroy", re.I)


def last_name(lock):
    """`sc_mtx` of `&sc->sc_mtx`, by which a message names it."""
    names = re.findall(r"\w+", lock)
    return names[-1:] or [lock]


def named(text, names):
    return re.search(r"\b(?:" + "|".join(names) + r")\b", text)


@functools.lru_cache(maxsize=64)
def calls_of(source, names):
    """The arguments of each call in the file of one of names."""
    if not names:
        return []
    calls = re.finditer(r"\b(?:" + "|".join(names) + r")\s*" + ARGUMENTS, source.code)
    return [split_arguments(call.group(1)) for call in calls]


def lock_calls(source, function, kernel):
    names = list(kernel.locks) + list(kernel.locks.values())
    return list(source.calls(function, names))


def taken(source, function, kernel, only=None, locks=None):
    """Acquires in the outermost block of a function of a lock that it has not yet
    touched: `(acquire, the releases of it behind)`; of the kernel's locks, or others."""
    locks = locks or kernel.locks
    calls = list(source.calls(function, [*locks, *locks.values()]))
    for i, call in enumerate(calls):
        if call.name not in (only or locks) or call.depth != 1:
            continue
        if any(c.lock == call.lock for c in calls[:i]) or call.lock in RECURSIVE:
            continue
        back = [c for c in calls[i + 1 :] if c.name == locks[call.name] and c.lock == call.lock]
        again = [c for c in calls[i + 1 :] if c.name == call.name and c.lock == call.lock]
        if back and not again:
            yield call, back


def at(source, call):
    return range(source.line(call.begin), source.line(call.end) + 1)


def over(source, call):
    """The text of a call, gone."""
    return re.sub(r"[^\n]", " ", source.text[call.begin : call.end])


def statement(form, *arguments):
    """A call of a function, or a statement with places for arguments."""
    return form.format(*arguments) if "{" in form else f"{form}({', '.join(arguments)});"


def after_acquire(source, function, kernel, text, only=None):
    if text:
        for acquire, _back in taken(source, function, kernel, only):
            yield Edit(acquire.end, acquire.end, " " + text, at(source, acquire), last_name(acquire.lock))
