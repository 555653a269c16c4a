"""Locks acquired and released where they must not be, or not."""
import functools
import re

from injection.places import ATTACHING, after_acquire, at, last_name, lock_calls, statement, taken
from injection.source import Edit

# By these a file shows that the flags of an allocation are known there.
FLAGS = r"\b(?:M_WAITOK|M_NOWAIT|KM_SLEEP|KM_NOSLEEP|GFP_KERNEL|GFP_ATOMIC)\b"


def delete_release(source, function, kernel, _, locks=None):
    """The release before a `return` within an `if`: that way out keeps the lock."""
    for acquire, back in taken(source, function, kernel, locks=locks):
        if back[-1].depth != 1:
            continue
        for call in back:
            after = source.next_code(call.end)
            if call.depth == 2 and after.startswith("return") and acquire.begin < call.begin:
                blank = re.sub(r"[^\n]", " ", source.text[call.begin : call.end])
                yield Edit(call.begin, call.end, blank, source.lines(function), last_name(call.lock))


def lose_count(source, function, kernel, tree):
    """The same with a semaphore that the file starts with 1."""
    if kernel.semaphores:
        yield from of_locks(source, delete_release(source, function, kernel, tree, kernel.semaphores))


def of_locks(source, edits):
    """Those of edits that concern a semaphore which the file starts with 1."""
    return (e for e in edits if re.search(r"\bsema_init\s*\([^;]*\b" + e.words[-1] + r"\s*,\s*1\s*[,)]", source.code))


def return_with_count(source, function, kernel, _):
    """A way out right behind the P, which says what the last one says."""
    returns = re.search(r"\breturn\b\s*(\(?\w*\)?)\s*;\s*$", source.code[function.begin : function.end])
    value = returns.group(1) if returns else ""
    if value and not re.fullmatch(r"\(?(?:[A-Z_0-9]+)\)?", value) or not value and not re.search(r"\bvoid\s+\w+\s*\(", function.head):
        return
    edits = []
    for acquire, back in taken(source, function, kernel, locks=kernel.semaphores) if kernel.semaphores else ():
        if back[-1].depth == 1:
            text = f" {{ extern int inject; if (inject) return {value}; }}"
            edits.append(Edit(acquire.end, acquire.end, text, source.lines(function), last_name(acquire.lock)))
    yield from of_locks(source, edits)


def add_count(source, function, kernel, tree):
    """The last V of a function twice."""
    if kernel.semaphores:
        yield from of_locks(source, double_release(source, function, kernel, tree, kernel.semaphores))


def double_release(source, function, kernel, _, locks=None):
    """The last release of a function twice."""
    for acquire, back in taken(source, function, kernel, locks=locks):
        last = back[-1]
        after = source.next_code(last.end)
        if len(back) == 1 and last.depth == 1 and (after.startswith("return") or after.startswith("}")):
            again = source.text[last.begin : last.end].replace("\n", " ")
            yield Edit(last.end, last.end, " " + again, at(source, last), last_name(last.lock))


def double_acquire(source, function, kernel, _):
    """The first acquire of a function twice."""
    if source.has(r"RECURSE|CANRECURSE"):
        return
    for acquire, _back in taken(source, function, kernel):
        again = source.text[acquire.begin : acquire.end].replace("\n", " ")
        yield Edit(acquire.end, acquire.end, " " + again, at(source, acquire), last_name(acquire.lock))


def sleep_under_lock(source, function, kernel, _):
    """A sleep behind the acquire of a lock that forbids it."""
    yield from after_acquire(source, function, kernel, kernel.sleep, kernel.spins)


def allocate_under_lock(source, function, kernel, _):
    """An allocation that may wait, there."""
    if source.has(FLAGS):
        yield from after_acquire(source, function, kernel, kernel.allocate, kernel.spins)


def swap_acquires(source, function, kernel, _):
    """Two acquires, one behind the other, that another function of the file makes in
    the same order."""
    # While a driver is alone, its order is no matter.
    if ATTACHING.search(function.name):
        return
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


def nest_backwards(source, function, kernel, _):
    """A function that takes the inner one of two locks of an object takes the outer one
    within, which two other functions at least take first."""
    pairs = nested(source, kernel)
    for acquire, _back in taken(source, function, kernel):
        base = re.match(r"&?\w+(->|\.)(?=\w+$)", acquire.lock)
        inner = last_name(acquire.lock)[0]
        for (outer, of), functions in sorted(pairs.items()) if base else ():
            # It may come with the lock from functions that are not seen to take it.
            alone = not re.search(rf"\b{outer}\b", source.code[function.begin : function.end])
            others = set(functions) - {function.name}
            how = [c for f in source.functions if f.name in others for c in lock_calls(source, f, kernel)
                   if c.name in kernel.locks and c.lock == base.group() + outer]
            if of == inner and outer != inner and alone and how and len(others) > 1 and (inner, outer) not in pairs:
                text = f" {how[0].name}({how[0].lock}); {kernel.locks[how[0].name]}({how[0].lock});"
                if len(how[0].arguments) == 1 and not ATTACHING.search(function.name):
                    anywhere = range(1, len(source.newlines))
                    yield Edit(acquire.end, acquire.end, text, anywhere, [inner, outer])


@functools.lru_cache(maxsize=4)
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


def busy_under_lock(source, function, kernel, _):
    """A busy wait behind an acquire."""
    if not ATTACHING.search(function.name):
        yield from after_acquire(source, function, kernel, kernel.busy, kernel.brief)


def ask_first(source, function, kernel, _):
    """A lock is taken if this thread does not have it."""
    for acquire, _back in taken(source, function, kernel, list(kernel.owned)) if kernel.owned else ():
        question = f"if (!{kernel.owned[acquire.name]}({acquire.lock})) "
        yield Edit(acquire.begin, acquire.begin, question, at(source, acquire), last_name(acquire.lock))


def change_mode(source, function, kernel, _):
    """A reader tries to become a writer and does not look whether it has, or gives up
    what it does not have."""
    for call in source.calls(function, list(kernel.readers)) if kernel.readers else ():
        if call.arguments[1:] not in ([], ["RW_READER"]) or call.depth != 1:
            continue
        upgrade, downgrade = kernel.readers[call.name]
        words, lines = last_name(call.lock), at(source, call)
        if upgrade:
            yield Edit(call.end, call.end, " (void)" + statement(upgrade, call.lock), lines, words)
        yield Edit(call.end, call.end, " " + statement(downgrade, call.lock), lines, words)
