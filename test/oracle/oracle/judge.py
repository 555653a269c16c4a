# Holds what was executed against what was reported. README.md has the rules.
from .execute import FILES


class Verdict:
    def __init__(self):
        self.required = self.reported = 0  # defects
        self.by_rule = {}
        self.silent_required = self.silence_checked = False
        self.failures = []  # lines of text
        self.kinds = []  # miss RULE, alarm RULE

    def fail(self, kind, text):
        self.kinds.append(kind)
        self.failures.append(text)


def _where(places):
    return " < ".join(f"{FILES[f]}:{line}" for f, line in reversed(places)) or "?"


def _cycles(edges):
    """Ungated cycles of two classes, then of three where no shorter one explains
    them: lists of (calls, returns) of their edges."""
    by_pair = {}
    for a, b, gates, calls, returns in edges:
        by_pair.setdefault((a, b), []).append((gates, (calls, returns)))
    out, told = [], set()
    for (a, b), there in sorted(by_pair.items()):
        back = by_pair.get((b, a))
        if a < b and back:
            # No lock is common to some pair of witnesses.
            if any(not (g & h) for g, _ in there for h, _ in back):
                out.append([way for _, way in there + back])
                told |= {(a, b), (b, a)}
    nodes = sorted({x for pair in by_pair for x in pair})
    for a in nodes:
        for b in nodes:
            for c in nodes:
                ring = ((a, b), (b, c), (c, a))
                if len({a, b, c}) < 3 or a != min(a, b, c) or any(r not in by_pair for r in ring):
                    continue
                if any(r in told for r in ring):
                    continue
                if any(not (g & h & i) for g, _ in by_pair[ring[0]] for h, _ in by_pair[ring[1]]
                       for i, _ in by_pair[ring[2]]):
                    out.append([way for r in ring for _, way in by_pair[r]])
    return out


def _on_cycles(edges):
    """The places of all edges that lie on some cycle, gated or not."""
    after = {}
    for a, b, *_ in edges:
        after.setdefault(a, set()).add(b)

    def reaches(start, goal):
        seen, todo = {start}, [start]
        while todo:
            for n in after.get(todo.pop(), ()):
                if n == goal:
                    return True
                if n not in seen:
                    seen.add(n)
                    todo.append(n)
        return False

    back = {(a, b) for a, b, *_ in edges if reaches(b, a)}
    return {("lock-order", place) for a, b, _, calls, _ in edges if (a, b) in back
            for place in calls}


def _groups(facts):
    """Defects: for sleeping one for each way by which the lock was got, as the
    analyser reports one for each; else one for each place."""
    out = {}
    for b in facts.breaches:
        sleeping = b.rule.startswith("sleep")
        key = (b.rule, b.lock_class, b.acquired if sleeping else b.calls)
        out.setdefault(key, []).append(b)
    return out


def _accepted(b, function_lines):
    """Rule and place of the findings that tell of a breach."""
    out = {(b.rule, place) for place in b.calls}
    # A lock that a function leaked is reported there, and callers are not blamed.
    out |= {("lock-leak", place) for place in b.returns}
    if b.rule == "unlock-not-held":
        # A helper that gives up its caller's lock on some ways only.
        for place in b.returns:
            out |= {("lock-leak", other) for other in function_lines(place)}
    return out


def _uncovered(facts, soft):
    return any(o != "3" and not s for o, s in zip(facts.outcomes, soft))


def judge(program, facts, findings, batch):
    v = Verdict()
    if findings is None:
        v.fail("crash", "locktidy fails on it")
        return v
    found = {(f.rule, f.place) for f in findings}

    def tell(rule, reported, text):
        v.required += 1
        v.reported += reported
        n, r = v.by_rule.get(rule, (0, 0))
        v.by_rule[rule] = (n + 1, r + reported)
        if not reported:
            v.fail("miss " + rule, text)

    explained = set()
    for (rule, lock_class, _), breaches in sorted(_groups(facts).items()):
        accepted = set().union(*(_accepted(b, batch.function_lines) for b in breaches))
        explained |= accepted
        known = [b for b in breaches if b.known]
        if known:
            name = program.locks[lock_class].place
            tell(rule, bool(accepted & found),
                 f"{rule} of {name} not reported: {_where(known[0].calls)}; "
                 f"acquired {_where(known[0].acquired)}")
    for cycle in _cycles(facts.edges):
        places = {("lock-order", place) for calls, _ in cycle for place in calls}
        places |= {("lock-leak", place) for _, returns in cycle for place in returns}
        explained |= places
        tell("lock-order", bool(places & found),
             "lock-order not reported: " + "; ".join(_where(c) for c, _ in cycle[:4]))
    if explained:
        explained |= _on_cycles(facts.edges)
    # An execution that stops hides what comes after.
    if facts.complete and not facts.stopped and not _uncovered(facts, batch.soft[program.number]):
        clean = not explained
        v.silent_required, v.silence_checked = clean, True
        for f in findings:
            if (f.rule, f.place) not in explained:
                v.fail(("alarm " if clean else "unexplained ") + f.rule,
                       f"{f.rule} reported for nothing at {_where([f.place])}: {f.text}")
    return v
