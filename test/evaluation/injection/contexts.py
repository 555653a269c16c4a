"""What an interrupt handler may not do, and levels."""
import functools
import re

from injection.kernels import KERNELS
from injection.places import after_acquire, at, calls_of, last_name, over, taken
from injection.source import ARGUMENTS, Edit


@functools.lru_cache(maxsize=4)
def registered(source, kernel):
    return {name for handler in kernel.handlers for name in re.findall(handler, source.code)}


def sleep_in_handler(source, function, kernel, _):
    """A sleep where a handler returns that the file registers."""
    if function.name not in registered(source, kernel):
        return
    body = source.code[function.begin : function.end]
    last = re.search(r"\breturn\b[^;]*;\s*$", body)
    where = function.begin + (last.start() if last else len(body.rstrip()))
    # It has to be reached: nothing may jump over it, no loop may be without an end.
    if re.search(r"\bgoto\b|\bfor\s*\(;;\)|\bwhile\s*\(1\)", body) or source.depth(function, where) != 1:
        return
    if source.code[:where].rstrip()[-1] in ";}":
        yield Edit(where, where, " " + kernel.sleep + " ", range(source.line(where) - 1, source.line(where) + 1))


def idle_level(source, function, kernel, _):
    """A level that is raised and restored."""
    if kernel.idle_levels:
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


def keep_level(source, function, kernel, _):
    """A level is not restored on a way out, or restored twice."""
    if not kernel.levels or "goto" in source.code[function.begin : function.end]:
        return
    body = source.code[function.begin : function.end]
    saved = re.findall(r"\b(\w+)\s*=\s*spl\w+\s*\(", body)
    calls = list(source.calls(function, ["splx"]))
    if len(saved) != 1 or not calls:
        return
    raised = function.begin + re.search(r"=\s*spl\w+\s*\(", body).start()
    for call in calls:
        after = source.next_code(call.end)
        if call.arguments != saved or source.depth(function, raised) != 1:
            continue
        if call.depth == 2 and after.startswith("return") and len(calls) > 1:
            yield Edit(call.begin, call.end, over(source, call), source.lines(function))
        elif call is calls[-1] and call.depth == 1:
            again = source.text[call.begin : call.end].replace("\n", " ")
            yield Edit(call.end, call.end, " " + again, at(source, call))


@functools.lru_cache(maxsize=4)
def interrupt_handlers(source):
    handlers = re.findall(r"\b\w*intr_establish\w*\s*\([^;]*?,\s*(\w*intr\w*)\s*,[^,;]*\)\s*;", source.code)
    handlers += re.findall(r"\bpci_intr_establish_xname\s*\([^;]*?,\s*(\w+)\s*,[^,;]*,[^,;]*\)\s*;", source.code)
    return handlers


def low_mutex(source, function, kernel, _):
    """The mutex of an interrupt handler is made one whose contenders sleep."""
    if kernel is not KERNELS["netbsd"]:
        return
    for init in source.calls(function, ["mutex_init"]):
        if init.arguments[1:2] != ["MUTEX_DEFAULT"] or not re.match(r"IPL_(?!NONE|SOFT)", init.arguments[2]):
            continue
        for handler in source.functions:
            for acquire, _back in taken(source, handler, kernel) if handler.name in interrupt_handlers(source) else ():
                if last_name(acquire.lock) == last_name(init.lock):
                    begin = source.text.rindex(init.arguments[2], init.begin, init.end)
                    yield Edit(begin, begin + len(init.arguments[2]), "IPL_NONE", at(source, acquire), last_name(init.lock))


def mutex_when_quiet(source, function, kernel, _):
    """A routine that runs when the system is about to be stopped enters a mutex."""
    if kernel is not KERNELS["illumos"] or not function.name.endswith("quiesce"):
        return
    if not re.search(r"\bstruct\s+dev_ops\s+\w+\s*=\s*\{[^;]*\b" + function.name + r"\b", source.code):
        return
    body = source.code[function.begin : function.end]
    last = re.search(r"\breturn\b[^;]*;\s*$", body)
    if not last or re.search(r"\bgoto\b", body):
        return
    where = function.begin + last.start()
    locks = sorted(set(re.findall(r"\bmutex_enter\s*\(\s*(&(\w+)->\w+)\s*\)", source.code)))
    # One with the priority of an interrupt may spin, and then may be taken.
    plain = {word for call in calls_of(source, ("mutex_init",)) if call[3:] == ["NULL"] for word in last_name(call[0])}
    for lock, base in locks:
        if last_name(lock)[0] in plain and re.search(r"\*\s*" + base + r"\s*[;=,]", body) and source.code[:where].rstrip()[-1] in ";}":
            text = f"mutex_enter({lock}); mutex_exit({lock}); "
            lines = range(source.line(where) - 1, source.line(where) + 1)
            yield Edit(where, where, text, lines, last_name(lock))


def turn_on(source, function, kernel, _):
    """Interrupts on behind an acquire that has turned them off."""
    yield from after_acquire(source, function, kernel, kernel.unmask, kernel.masking)


@functools.lru_cache(maxsize=8)
def named_by(source, pattern):
    return {"".join(match.groups("")) for match in re.finditer(pattern, source.code)} if pattern else set()


def leave_on(source, function, kernel, _):
    """A function of a thread takes a lock, which an interrupt's handler of the file takes
    too, and leaves interrupts on."""
    if function.name not in named_by(source, kernel.threads):
        return
    handlers = [f for f in source.functions if f.name in named_by(source, kernel.interrupts)]
    shared = {word for f in handlers for call in source.calls(f, ["spin_lock", *kernel.masking]) for word in last_name(call.lock)}
    for acquire, back in taken(source, function, kernel, kernel.masking):
        plain, release, plain_release = kernel.masking[acquire.name]
        old = source.text[acquire.begin : back[-1].end]
        if len(back) > 1 or not shared & set(last_name(acquire.lock)) or back[0].name != release:
            continue
        lock = re.escape(acquire.lock)
        new = re.sub(acquire.name + r"\(\s*" + lock + r"[^;\n]*\);", f"{plain}({acquire.lock});", old, count=1)
        new = re.sub(release + r"\(\s*" + lock + r"[^;\n]*\);$", f"{plain_release}({acquire.lock});", new)
        if acquire.name not in new and release not in new:
            yield Edit(acquire.begin, back[-1].end, new, at(source, acquire), last_name(acquire.lock))
