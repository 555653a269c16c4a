"""Waits for a condition, their time limits and results, and wakeups."""
import re

from injection.places import at, calls_of, last_name, named, over, taken
from injection.source import ARGUMENTS, Edit, split_arguments

SPAN = r"\bhz\b|\bmstohz\b|\bHZ\b|_to_jiffies\b|_TO_NSEC\b"


def waits_in_loop(source, function, names):
    """Waits that are all that a `while` does: `(loop, wait, its name, its arguments)`,
    matches; without a time limit, of a condition in memory, and in no other loop."""
    for name in names:
        pattern = (r"\bwhile(\s*)(" + ARGUMENTS + r")(?=\s*\{?\s*(?:\(void\)\s*)?" + name + r"\s*" + ARGUMENTS
                   + r"\s*;(\s*\})?)")
        for loop in re.compile(pattern).finditer(source.code, function.begin, function.end):
            begin = source.code.index(name, loop.end())
            wait = re.compile(name + r"\s*" + ARGUMENTS + r"\s*;").match(source.code, begin)
            timed = name in ("msleep", "mtx_sleep", "lksleep", "ssleep") and not re.search(r",\s*0\s*\)\s*;$", wait.group())
            timed |= name.endswith("_nsec") and "INFSLP" not in wait.group()
            inner = re.search(r"\b(for|while|do)\b", source.code[function.begin : loop.start()])
            if "->" in loop.group(2) and not timed and not inner and "do" != source.code[: loop.start()].rstrip()[-2:]:
                yield loop, wait, name, wait.group(1)


def drop_loop(source, function, kernel, _):
    """`while` of a wait becomes `if`."""
    for loop, wait, _name, _arguments in waits_in_loop(source, function, kernel.waits):
        lines = range(source.line(loop.start()), source.line(wait.end()) + 1)
        yield Edit(loop.start(), loop.start() + 5, "if   ", lines)


def open_gap(source, function, kernel, _):
    """A wait that gives up its lock as it goes to sleep gives it up before."""
    for _loop, wait, name, text in waits_in_loop(source, function, kernel.interlocked):
        arguments = split_arguments(text)
        if len(arguments) == 5 and "\n" not in wait.group() and "PDROP" not in text:
            lines = range(source.line(wait.start()), source.line(wait.end()) + 1)
            whole = [a.strip() for a in source.text[wait.start(1) : wait.end(1)].split(",")]
            parts = whole if len(whole) == 5 else arguments
            statements = "{ " + kernel.interlocked[name].format(*parts) + " }"
            yield Edit(wait.start(), wait.end(), statements, lines, last_name(arguments[1]))


def early_wakeup(source, function, kernel, _):
    """Those who wait are woken before the lock is taken under which it was done."""
    waits = {last_name(a[0])[0]: last_name(a[1]) for a in calls_of(source, kernel.waits) if len(a) > 1}
    for acquire, back in taken(source, function, kernel):
        for wake in source.calls(function, kernel.wakes) if kernel.wakes else ():
            inside = acquire.end < wake.begin < back[0].begin and wake.depth == 1
            channel = last_name(wake.arguments[0])[0]
            if inside and waits.get(channel) == last_name(acquire.lock):
                moved = source.text[wake.begin : wake.end].replace("\n", " ")
                middle = source.text[acquire.begin : wake.begin] + over(source, wake)
                yield Edit(acquire.begin, wake.end, moved + " " + middle, at(source, acquire), last_name(acquire.lock))


def other_lock(source, function, kernel, _):
    """One of several waits for a thing gets another lock of the same object."""
    acquires = {a[0] for a in calls_of(source, tuple(kernel.locks)) if a}
    uses = [(last_name(a[0]), last_name(a[1])) for a in calls_of(source, kernel.waits) if len(a) == 2]
    for wait in source.calls(function, kernel.waits) if kernel.waits else ():
        if len(wait.arguments) != 2 or uses.count((last_name(wait.arguments[0]), last_name(wait.arguments[1]))) < 2:
            continue
        mine = wait.arguments[1]
        base = re.match(r"&\w+->(?=\w+$)", mine)
        others = sorted(l for l in acquires if base and l.startswith(base.group()) and l != mine
                        and re.fullmatch(r"\w+", l[base.end() :]))
        if others and wait.arguments[0].startswith(base.group()):
            text = source.text[wait.begin : wait.end]
            where = text.rindex(",") + 1
            changed = text[:where] + " " + "\n" * text[where:].count("\n") + others[0] + ");"
            # Of two places any may be the one that is told.
            anywhere = range(1, len(source.newlines))
            yield Edit(wait.begin, wait.end, changed, anywhere, last_name(others[0]))


def wait_with_other(source, function, kernel, _):
    """A function that holds one lock of an object waits with it for what others wait for
    with another lock of the object."""
    waits = {tuple(a) for a in calls_of(source, ("cv_wait",)) if len(a) == 2} if "cv_wait" in kernel.waits else ()
    for acquire, _back in taken(source, function, kernel):
        base = re.match(r"&\w+->(?=\w+$)", acquire.lock)
        for condition, lock in sorted(waits) if base else ():
            mine = condition.startswith(base.group()) and lock.startswith(base.group()) and lock != acquire.lock
            if mine and re.fullmatch(r"\w+", condition[base.end() :]) and re.fullmatch(r"\w+", lock[base.end() :]):
                text = f" {{ extern int inject; while (inject) cv_wait({condition}, {acquire.lock}); }}"
                anywhere = range(1, len(source.newlines))
                yield Edit(acquire.end, acquire.end, text, anywhere, last_name(acquire.lock))


def span_for_moment(source, function, kernel, _):
    """The clock is left out of a time limit, or added to one that is a span."""
    body = source.code[function.begin : function.end]
    if kernel.until and named(body, kernel.until):
        clock = list(re.finditer(r"\bddi_get_lbolt\s*\(\s*\)\s*\+", body))
        if len(clock) == 1:
            begin, end = (function.begin + n for n in clock[0].span())
            yield Edit(begin, end, re.sub(r"[^\n]", " ", source.text[begin:end]), source.lines(function), list(kernel.until))
    for name, which in kernel.spans.items():
        for call in re.compile(r"\b" + name + r"\s*" + ARGUMENTS).finditer(source.code, function.begin, function.end):
            limit = split_arguments(call.group(1))[which : which + 1]
            if limit and re.search(SPAN, limit[0]) and not re.search(r"\?|:", limit[0]):
                begin = argument_begin(source, call, which)
                if begin:
                    lines = range(source.line(call.start()), source.line(call.end()) + 1)
                    yield Edit(begin, begin, kernel.moment, lines, [name])


def argument_begin(source, call, which):
    depth, seen = 0, 0
    for i in range(call.start(1), call.end(1)):
        c = source.code[i]
        if seen == which and not c.isspace():
            return i
        depth += (c in "([{") - (c in ")]}")
        seen += c == "," and depth == 0
    return None


def ignored_result(source, function, kernel, _):
    """The result of a wait that a signal ends goes nowhere, or is tested for what it
    never is."""
    if not kernel.signalled:
        return
    names = "|".join(kernel.signalled)
    pattern = re.compile(r"(?<=[;{}])(\s*)(\w+\s*=)\s*(" + names + r")\s*" + ARGUMENTS + r"\s*;")
    for wait in pattern.finditer(source.code, function.begin, function.end):
        flagged = wait.group(3).endswith(("_sig", "_interruptible")) or kernel.signal_flag in wait.group(4)
        limited = not re.search(r"_sig$|_interruptible$", wait.group(3)) and not re.search(r"(,0|,INFSLP)$", ",".join(split_arguments(wait.group(4))))
        if flagged and not limited:
            lines = range(source.line(wait.start(2)), source.line(wait.end()) + 1)
            text = "(void)" + " " * (wait.end(2) - wait.start(2) - 6)
            yield Edit(wait.start(2), wait.end(2), text, lines, [wait.group(3)])
    if kernel.signal_flag:
        return
    pattern = re.compile(r"\bif\s*\(\s*(" + names + r")\s*" + ARGUMENTS + r"\s*(==\s*0)\s*\)")
    for wait in pattern.finditer(source.code, function.begin, function.end):
        lines = range(source.line(wait.start()), source.line(wait.end()) + 1)
        yield Edit(wait.start(3), wait.end(3), "< 0" + " " * (wait.end(3) - wait.start(3) - 3), lines, [wait.group(1)])


def wait_in_close(source, function, kernel, _):
    """A close routine that waits for a signal, which a process that exits never gets."""
    closes = [c for table in kernel.closes for c in re.findall(table, source.code)]
    if function.name not in closes or re.search(r"ddi_can_receive_sig|timeout", source.code[function.begin : function.end]):
        return
    for acquire, _back in taken(source, function, kernel):
        wait = " { extern kcondvar_t inject; extern int inject_n; while (inject_n)"
        wait += f" if (cv_wait_sig(&inject, {acquire.arguments[0]}) == 0) break; }}"
        yield Edit(acquire.end, acquire.end, wait, at(source, acquire))
