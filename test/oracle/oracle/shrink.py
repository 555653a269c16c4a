# Makes a failing program small: deletes statements, or puts a block in the place of
# the statement around it, as long as the same kind of failure stays. All edits of
# one round are programs of one batch.
import copy
import os
import re
import subprocess

from .execute import FILES, HERE, Batch
from .judge import judge
from .tree import Function, Program

ROUND = 90  # edits tried at a time


def clone(p, number):
    q = Program(number, p.seed, p.kernel)
    for name in ("locks", "features", "fields", "inputs", "mutations", "declarations",
                 "globals", "macros"):
        setattr(q, name, copy.copy(getattr(p, name)))
    for f in p.functions:
        g = Function(f.name, list(f.params), f.returns, f.file)
        g.entry, g.locals = f.entry, dict(f.locals)
        g.body = [n.copy() for n in f.body]
        q.functions.append(g)
    return q


def edits(p):
    """(function, path, what) of every single change; a path leads through parts."""
    out = []
    for i, f in enumerate(p.functions):
        if not i:
            continue  # what a lock is, its init says
        if f.entry:
            out.append((i, None, "delete"))
        stack = [((k,), n) for k, n in enumerate(f.body)]
        while stack:
            path, n = stack.pop(0)
            out.append((i, path, "delete"))
            for j, part in enumerate(n.parts):
                if not isinstance(part, str):
                    out.append((i, path, j))
                    stack += [(path + (j, k), m) for k, m in enumerate(part)]
    return out


def apply(p, edit):
    i, path, what = edit
    if path is None:
        del p.functions[i]
        return
    nodes = p.functions[i].body
    for j, k in zip(path[:-1:2], path[1:-1:2]):
        nodes = nodes[j].parts[k]
    at = path[-1]
    nodes[at:at + 1] = [] if what == "delete" else nodes[at].parts[what]


def size(p):
    return len(re.findall(r"\S+", p.used_text()))


def tidy(p):
    """Drops functions that nobody calls, and locals and tables that nobody reads."""
    changed = True
    while changed:
        changed = False
        for f in list(p.functions):
            rest = p.used_text().replace(f.prototype(), "") + "\n".join(p.globals)
            if not f.entry and f is not p.functions[0] and f.name + "(" not in rest and \
                    f".start = {f.name} " not in rest:
                p.functions.remove(f)
                changed = True
    for f in p.functions:
        lone = Program(p.number, p.seed, p.kernel)
        lone.functions = [f]
        for name in list(f.locals):
            if len(re.findall(rf"\b{name}\b", lone.used_text())) == 1:
                del f.locals[name]


def warned(batch):
    """The programs that read what they did not set."""
    out = set()
    for i, file in enumerate(FILES):
        done = subprocess.run(
            ["clang-22", "-fsyntax-only", "-Wuninitialized", "-Wsometimes-uninitialized",
             "-Wreturn-type", "-ferror-limit=0", "-I" + HERE + "/include", "-I" + batch.dir,
             os.path.join(batch.dir, file)], capture_output=True, text=True)
        for m in re.finditer(rf"{file}:(\d+):\d+: (warning|error): (.*)", done.stderr):
            if m[2] == "error" or any(x in m[3] for x in ("uninitialized", "non-void")):
                out.add(batch.program_at(i, int(m[1])).number)
    return out


def failing(programs, kind, tools, directory):
    """Those that fail in that way, with the texts of the failures."""
    for _ in range(3):
        batch = Batch(programs, directory)
        batch.write()
        bad = warned(batch)
        if not bad:
            break
        programs = [p for p in programs if p.number not in bad]
        if not programs:
            return {}
    facts = batch.execute(tools.cc, tools.runtime, one_by_one=True)
    findings = batch.analyse(tools.locktidy)
    out = {}
    for p in programs:
        if p.number in facts:
            v = judge(p, facts[p.number], findings[p.number], batch)
            if kind in v.kinds:
                out[p.number] = [t for k, t in zip(v.kinds, v.failures) if k == kind]
    return out


def shrink(p, kind, tools, directory):
    """The smallest program found, and what is said of it; None: it does not fail."""
    best = clone(p, 0)
    text = failing([best], kind, tools, directory)
    if not text:
        return None, None
    text = text[0]
    while True:
        todo, won = edits(best), False
        for start in range(0, len(todo), ROUND):
            tried = []
            for edit in todo[start:start + ROUND]:
                q = clone(best, len(tried))
                apply(q, edit)
                tidy(q)
                tried.append(q)
            good = failing(tried, kind, tools, directory)
            if not good:
                continue
            chosen = sorted((tried[n] for n in good), key=size)[0]
            text = good[chosen.number]
            # Often several edits fit together: later ones in the tree first.
            combined = clone(best, 0)
            steps = []
            picks = sorted((todo[start + n] for n in good if todo[start + n][1] is not None),
                           key=lambda e: (e[0], e[1]), reverse=True)
            for edit in picks:
                before = clone(combined, 0)
                try:
                    apply(combined, edit)
                except (IndexError, TypeError):
                    combined = before
                    continue
                step = clone(combined, len(steps) + 1)
                tidy(step)
                steps.append(step)
                if len(steps) >= ROUND:
                    break
            if len(steps) > 1:
                again = failing(steps, kind, tools, directory)
                if again:
                    smallest = min((q for q in steps if q.number in again), key=size)
                    if size(smallest) < size(chosen):
                        chosen, text = smallest, again[smallest.number]
            if size(chosen) < size(best):
                best, won = clone(chosen, 0), True
                break
        if not won:
            return best, text
