"""Data that threads share."""
import collections
import functools
import re

from injection.places import ATTACHING, last_name, lock_calls, taken
from injection.source import Edit

WRITE = r"(?:\s*(?:[-+|&^*/%]|<<|>>)?=(?!=)|\s*\+\+|\s*--)"
ALONE = 5  # accesses under the lock that make it the rule


def held_spans(source, function, kernel):
    """`(lock, begin, end)` of what lies between an acquire and the last release of the
    same lock, or the next acquire."""
    calls = lock_calls(source, function, kernel)
    for i, call in enumerate(calls):
        if call.name not in kernel.locks:
            continue
        again = next((c.begin for c in calls[i + 1 :] if c.name in kernel.locks and c.lock == call.lock), function.end)
        back = [c.begin for c in calls[i + 1 :] if c.name not in kernel.locks and c.lock == call.lock and c.begin < again]
        if back:
            yield call.lock, call.end, back[-1]


@functools.lru_cache(maxsize=4)
def guarded(source, kernel):
    """{field: lock} of what is accessed under one lock of the same object,
    often, and never without but where a device comes and goes."""
    inside, outside, found = collections.defaultdict(list), set(), {}
    for function in source.functions:
        spans = list(held_spans(source, function, kernel))
        for use in re.compile(r"\b(\w+)->(\w+)\b(?!\s*\(|->|\.)").finditer(source.code, function.begin, function.end):
            under = [l for l, b, e in spans if b <= use.start() < e and re.fullmatch(r"&" + use.group(1) + r"->\w+", l)]
            if len(under) == 1:
                write = re.match(WRITE, source.code[use.end() :]) is not None
                inside[use.group(2)].append((last_name(under[0])[0], function.name, write))
            elif not ATTACHING.search(function.name):
                outside.add(use.group(2))
    for field, uses in inside.items():
        enough = len(uses) > ALONE and len({u[1] for u in uses}) > 3 and sum(u[2] for u in uses) > 2
        if enough and field not in outside and len({u[0] for u in uses}) == 1:
            found[field] = uses[0][0]
    return found


def write_after_release(source, function, kernel, _):
    """A write that is the last thing done under a lock is done behind it."""
    if ATTACHING.search(function.name):
        return
    for _acquire, back in taken(source, function, kernel):
        release = back[-1]
        before = source.code[function.begin : release.begin]
        base = re.match(r"&(\w+)->\w+$", release.lock)
        write = base and re.search(r"(?<=[;{}])\s*(" + base.group(1) + r"->(\w+)" + WRITE + r"[^;{}]*;)\s*$", before)
        if write and release.depth == 1 and len(back) == 1 and (
                guarded(source, kernel).get(write.group(2)) == last_name(release.lock)[0]):
            begin = function.begin + write.start(1)
            end = function.begin + write.end(1)
            text = source.text[release.begin : release.end] + source.text[end : release.begin] + source.text[begin:end]
            lines = range(source.line(begin), source.line(release.end) + 1)
            yield Edit(begin, release.end, text, lines, [write.group(2)])


def write_in_gap(source, function, kernel, _):
    """The lock is given up for a write, and taken again."""
    if ATTACHING.search(function.name):
        return
    for acquire, back in taken(source, function, kernel):
        base = re.match(r"&(\w+)->\w+$", acquire.lock)
        if not base:
            continue
        statement = re.compile(r"(?<=[;{}])(\s*)(" + base.group(1) + r"->(\w+)" + WRITE + r"[^;{}()]*;)")
        for write in statement.finditer(source.code, acquire.end, back[0].begin):
            if guarded(source, kernel).get(write.group(3)) == last_name(acquire.lock)[0]:
                release, again = (source.text[c.begin : c.end].replace("\n", " ") for c in (back[0], acquire))
                begin, end = write.span(2)
                text = f"{release} {source.text[begin:end]} {again}"
                yield Edit(begin, end, text, range(source.line(begin), source.line(end) + 1), [write.group(3)])


@functools.lru_cache(maxsize=4)
def words_of(source, tables):
    return set(re.findall(r"\w+", " ".join(re.findall(tables, source.code))))


# What may take a lock, as macros and functions of drivers call it.
TAKES = r"(?i)\b\w*(?:lock|mtx|mutex|serial|down_read|down_write|_enter)\w*\s*\("


def make_static(source, function, kernel, _):
    """A variable of an entry point becomes one for all threads."""
    if not kernel.entries or function.name not in words_of(source, kernel.entries):
        return
    if kernel.alone and kernel.alone in source.code or kernel.together not in source.code:
        return
    pattern = re.compile(r"^(\s+)(?:int|u_int|unsigned|size_t|uint32_t|uint_t|boolean_t)\s+(\w+)\s*;", re.M)
    for variable in pattern.finditer(source.code, function.begin, function.end):
        name = variable.group(2)
        write = re.compile(r"(?<=[;{}])\s*" + name + r"\s*=(?!=)").search(source.code, variable.end(), function.end)
        locked = write and re.search(TAKES, source.code[function.begin : write.end() + 40])
        if write and source.depth(function, variable.start(2)) == 1 and not locked:
            begin = variable.end(1)
            yield Edit(begin, begin, "static ", source.lines(function), [name])


# A loop over a list of an object, or while there is a first element, by the lists of each
# kernel, or by hand.
FIRST = r"(?:[A-Z]*_FIRST|list_head)\s*\(\s*&?\w+->"
WALK = (r"\bwhile\s*\(\s*\((?P<top>\w+)\s*=\s*" + FIRST + r"(?P<front>\w+)\s*\)\s*\)\s*!=\s*NULL\s*\)\s*\{(?=[^}]*\b(?P=top)\b)"
        r"|\bfor\s*\(\s*(?P<each>\w+)\s*=\s*" + FIRST + r"(?P<list>\w+)\s*\)\s*;[^;{}]*;\s*(?P=each)\s*=[^;{}]*\)\s*\{|"
        r"\b\w+_FOREACH\s*\(\s*\w+\s*,\s*&\w+->(?P<queue>\w+)\s*,\s*\w+\s*\)\s*\{"
        r"|\blist_for_each_entry\s*\(\s*\w+\s*,\s*&\w+->(?P<entries>\w+)\s*,\s*\w+\s*\)\s*\{"
        r"|\bfor\s*\(\s*(?P<at>\w+)\s*=\s*\w+->(?P<first>\w+)\s*;[^;{}]*;\s*(?P=at)\s*=\s*(?P=at)->\w+\s*\)\s*\{")


def touched_without(source, kernel, head, lock):
    """Whether a function that takes the lock touches a list before, or behind it."""
    for function in source.functions:
        spans = [(b, e) for l, b, e in held_spans(source, function, kernel) if last_name(l) == lock]
        for use in re.compile(rf"->{head}\b").finditer(source.code, function.begin, function.end):
            if spans and not ATTACHING.search(function.name) and not any(b <= use.start() < e for b, e in spans):
                return True
    return False


def drop_in_loop(source, function, kernel, _):
    """The lock of a list is given up and taken again in the body of a loop over it,
    where other functions use the list under it."""
    if ATTACHING.search(function.name):
        return
    for acquire, back in taken(source, function, kernel):
        if back[-1].depth != 1:
            continue
        for match in re.compile(WALK).finditer(source.code, acquire.end, back[0].begin):
            head = next(filter(None, match.group("front", "list", "queue", "entries", "first")))
            users = [f for f in source.functions if re.search(rf"\b{head}\b", source.code[f.begin : f.end]) and any(
                last_name(c.lock) == last_name(acquire.lock) for c in lock_calls(source, f, kernel))]
            writes = re.findall(rf"(?:_(?:INSERT|REMOVE)\w*|\blist_(?:add|insert|remove|move)\w*)\s*\([^;]*->{head}\b|->{head}\s*=(?!=)", source.code)
            inner = source.code[match.end() : source.code.index("}", match.end())]
            # Another lock that is taken in between may be the one of the list.
            between = [c for c in lock_calls(source, function, kernel) if acquire.end < c.begin < match.start()]
            between += source.calls(function, ["rw_enter"])
            open_use = touched_without(source, kernel, head, last_name(acquire.lock))
            if len(users) >= 3 and len(writes) >= 2 and not between and not open_use and not re.search(r"\b(return|break|goto)\b", inner):
                release, again = (source.text[c.begin : c.end] for c in (back[-1], acquire))
                lines = range(source.line(match.start()), source.line(back[-1].begin) + 1)
                text = f" {release} {again} ".replace("\n", " ")
                yield Edit(match.end(), match.end(), text, lines, last_name(acquire.lock))
