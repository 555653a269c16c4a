"""Locks destroyed where they must not be, and waits for handlers."""
import re

from injection.places import at, calls_of, last_name, lock_calls, statement, taken
from injection.source import ARGUMENTS, Edit


def end_twice(source, function, kernel, _):
    """A lock is destroyed twice, or while it is held."""
    for call in source.calls(function, list(kernel.destroys)) if kernel.destroys else ():
        if len(call.arguments) != 1:
            continue
        words, lines = last_name(call.lock), at(source, call)
        again = source.text[call.begin : call.end].replace("\n", " ")
        acquire = kernel.destroys[call.name]
        yield Edit(call.end, call.end, " " + again, lines, words)
        if acquire and call.depth == 1 and not re.search(r"\bgoto\b", source.code[function.begin : function.end]):
            yield Edit(call.begin, call.begin, statement(acquire, call.lock) + " ", lines, words)


def handlers_of(source, kernel, handle):
    """The functions that run for a handle, by its last name, and the lock of a callout
    that the kernel takes for it: `(function, lock)`, one of them none."""
    for name, (where, handler) in kernel.registers.items():
        for arguments in calls_of(source, (name,)):
            if len(arguments) > max(where, handler or 0) and last_name(arguments[where]) == handle:
                yield (None, arguments[1]) if handler is None else (arguments[handler], None)
    for name, handler in kernel.returned.items():
        pattern = r"\b(\w+)\s*=\s*" + name + r"\s*" + ARGUMENTS
        for match in re.finditer(pattern, source.code):
            parts = [p.strip() for p in match.group(2).split(",")]
            if [match.group(1)] == handle and len(parts) > handler:
                yield re.sub(r"\(.*\)", "", parts[handler]).strip(), None


def locks_of(source, kernel, handle):
    """Acquires, by kind, and the locks that the handlers for a handle take."""
    bodies = {f.name: f for f in source.functions}
    for function, lock in sorted(set(handlers_of(source, kernel, handle)), key=str):
        if lock:
            yield next(iter(kernel.locks)), lock
        elif function in bodies:
            for acquire, _back in taken(source, bodies[function], kernel):
                if len(acquire.arguments) == 1:
                    yield acquire.name, acquire.lock


def drain_under_lock(source, function, kernel, _):
    """A lock that the handler takes is held where a handler is waited for."""
    for call in source.calls(function, list(kernel.drains)) if kernel.drains else ():
        where = kernel.drains[call.name]
        if call.depth != 1 or len(call.arguments) <= where:
            continue
        # With a lock it gives that up while it waits.
        if call.name == "callout_halt" and call.arguments[1:] != ["NULL"]:
            continue
        handle = call.arguments[where]
        for acquire, lock in locks_of(source, kernel, last_name(handle)):
            base = re.match(r"&?\w+(->|$)", handle)
            mine = base and re.match(r"&?\w+(->|$)", lock)
            before = [c for c in lock_calls(source, function, kernel) if c.begin < call.begin and c.lock == lock]
            same = mine and base.group().strip("&") == mine.group().strip("&")
            if same and (not before or before[-1].name in kernel.locks.values()):
                text = source.text[call.begin : call.end]
                edited = f"{acquire}({lock}); {text} {kernel.locks[acquire]}({lock});"
                yield Edit(call.begin, call.end, edited, at(source, call), last_name(lock))
                break
