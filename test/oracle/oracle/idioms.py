# The statements of generated programs: idioms of drivers, each with blocks of more
# of them inside. A method makes the Nodes of one, or gives None where it does not
# fit; WEIGHTS says how often each is tried. Functions to call are in helpers.py.
from .helpers import Helpers
from .tree import Node

WEIGHTS = {
    "simple": 3, "region": 9, "branch": 4, "early": 5, "correlated": 5, "flag_variable": 5,
    "error_variable": 4, "try_then": 4, "try_else": 3, "try_flag": 3, "back_off": 3,
    "upgrade": 5, "downgrade": 4, "wait_loop": 9, "wait_dropped": 5, "sleep": 3, "allocate": 3,
    "allocate_flag": 6, "loop": 4, "loop_break": 3, "loop_drop": 3, "loop_once": 2, "switch": 5,
    "recursive": 40, "query": 5, "assertion": 4, "alias": 4, "hand_over_hand": 5,
    "or_signal": 5, "call_self": 4, "call_locked": 6, "call_acquire": 4, "call_conditional": 6,
    "call_drop": 7, "call_find": 7, "call_parameter": 4, "call_out": 4, "call_lock": 5,
    "call_pointer": 6,
}
_NAMES = [name for name, weight in WEIGHTS.items() for _ in range(weight)]


class Idioms(Helpers):
    def statement(self, s):
        s.budget -= 1
        if s.depth < 5:
            for _ in range(8):
                nodes = getattr(self, self.pick(_NAMES))(s)
                if nodes:
                    return nodes
        return self.simple(s)

    def body(self, s):
        if self.chance(30):
            nodes = self.ladder(s)
            if nodes:
                return nodes
        return self.block(s, self.rng.randint(2, 5))

    # Parts

    def acquire(self, lock, mode="write"):
        text = lock.kind.acquire if mode == "write" else lock.kind.read
        if lock.name == "l0" and mode == "write" and self.macro:
            return Node("P%N%_LOCK(sc);", "acquire", lock)
        return Node(lock.text(text) + ";", "acquire", lock)

    def release(self, lock, mode="write"):
        text = lock.kind.release if mode == "write" else lock.kind.read_release
        if lock.name == "l0" and mode == "write" and self.macro:
            return Node("P%N%_UNLOCK(sc);", "release", lock)
        return Node(lock.text(text) + ";", "release", lock)

    def free_lock(self, s, test=None):
        """A lock that can be taken here, and that passes the test."""
        some = [l for l in self.locks_for(s.fn) if s.free(l) and (not test or test(l))]
        return self.pick(some) if some else None

    def note(self, lock):
        if lock.kind.read:
            self.feature("reader/writer lock")
        if lock.kind.waits == "spin":
            self.feature("spin lock")
        if lock.kind.recursive:
            self.feature("recursive lock")
        if lock.name in ("element", "global", "pointer", "object", "device"):
            self.feature({"element": "array element", "global": "global lock",
                          "pointer": "pointer to a lock", "object": "lock of a parameter",
                          "device": "lock behind a pointer"}[lock.name])
        if lock.name == "l0" and self.macro:
            self.feature("wrapper macro")

    # Statements without locks

    def simple(self, s):
        choices = ["sc->count++;"]
        # Rarely memory that conditions read: then it is not known what is feasible.
        if self.chance(80):
            return [Node(choices[0])]
        if "state" not in s.frozen:
            choices.append(f"sc->state = {self.rng.randrange(3)};")
        if "flags" not in s.frozen:
            choices += ["sc->flags |= 1;", "sc->flags &= ~2;"]
        if "dead" not in s.frozen:
            choices.append("sc->dead = 1;")
        text = self.pick(choices)
        if "count" not in text:
            self.use_field(text[4:].split(" ")[0])
            s.fn.writes.add(text[4:].split(" ")[0])
        return [Node(text)]

    def branch(self, s):
        c = self.condition(s)
        parts = [f"if ({{?{c}?}}) {{", self.nested(s)]
        if self.chance(50):
            parts += ["} else {", self.nested(s)]
        return [Node(parts + ["}"])]

    def early(self, s):
        if not s.returns:
            return None
        self.feature("early return")
        if s.cleanup:
            self.feature("early return under a lock")
        return [Node([f"if ({{?{self.condition(s)}?}}) {{", self.leave(s), "}"])]

    def switch(self, s):
        self.feature("switch")
        field = "int a" not in s.fn.params or self.chance(40)
        if field:
            self.use_field("state")
        parts = [f"switch ({'sc->state' if field else 'a'}) {{"]
        for value in range(self.rng.randint(1, 3)):
            parts += [f"case {value}:{{|}}", self.nested(s, 1)]
            if value and self.chance(25):
                self.feature("fallthrough")
            else:
                parts[-1] = parts[-1] + [Node("break;", "break")]
        parts += ["default:{|}", (self.leave(s) if s.returns and self.chance(30)
                                  else self.nested(s, 1) + [Node("break;")])]
        return [Node(parts + ["}"])]

    # Regions

    def region(self, s):
        lock = self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        mode = "read" if lock.kind.read and self.chance(45) else "write"
        rel = self.release(lock, mode)
        return [self.acquire(lock, mode)] + self.under(s, lock, mode, [rel]) + [rel.copy()]

    def correlated(self, s):
        lock = self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        self.feature("correlated condition")
        c = self.condition(s, stable=True)
        again = Node([f"if ({{~{c}~}}) {{", [self.release(lock)], "}"])
        first = Node([f"if ({{?{c}?}}) {{", [self.acquire(lock)], "}"])
        return [first] + self.under(s, lock, "maybe", [again]) + [again.copy()]

    def flag_variable(self, s):
        lock = self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        self.feature("flag variable")
        name = self.local(s.fn, "locked")
        first = Node([f"if ({{?{self.condition(s)}?}}) {{",
                      [self.acquire(lock), Node(f"{name} = 1;")], "}"])
        again = Node([f"if ({{~{name}~}}) {{", [self.release(lock)], "}"])
        return ([Node(f"{name} = 0;"), first] + self.under(s, lock, "maybe", [again]) +
                [again.copy()])

    def error_variable(self, s):
        lock = self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        self.feature("error code")
        name = self.local(s.fn, "error", init="0")
        failed = Node([f"if ({{?{self.condition(s)}?}}) {{", [Node(f"{name} = {self.errno()};")],
                       "}"])
        out = [Node(f"{name} = 0;")]
        if self.chance(50):
            out += [self.acquire(lock), failed, self.release(lock)]
        else:
            again = Node([f"if ({{~{name} == 0~}}) {{", [self.release(lock)], "}"])
            out += [failed, Node([f"if ({{?{name} == 0?}}) {{", [self.acquire(lock)], "}"])]
            out += self.under(s, lock, "maybe", [again], 1) + [again.copy()]
        if s.returns and self.chance(50):
            out.append(Node([f"if ({{?{name} != 0?}}) {{", self.leave(s, name), "}"]))
        return out

    def hand_over_hand(self, s):
        one = self.free_lock(s)
        if not one:
            return None
        under_one = self.probe(s, one)
        two = self.free_lock(under_one)
        if not two:
            return None
        self.note(one)
        self.note(two)
        self.feature("hand over hand")
        return ([self.acquire(one)] + self.under(s, one, "write", [self.release(one)], 1) +
                [self.acquire(two), self.release(one)] +
                self.under(s, two, "write", [self.release(two)]) + [self.release(two)])

    def probe(self, s, lock):
        from .build import Scope
        t = Scope(s.fn, 0)
        t.held = dict(s.held)
        t.held[lock] = "write"
        return t

    def alias(self, s):
        lock = self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        self.feature("alias")
        name = self.local(s.fn, "m", lock.kind.type + " *")
        acq = Node(lock.kind.acquire.format(l=name) + ";", "acquire", lock)
        rel = Node(lock.kind.release.format(l=name) + ";", "release", lock)
        return ([Node(f"{name} = {lock.place};"), acq] +
                self.under(s, lock, "write", [rel]) + [rel.copy()])

    def recursive(self, s):
        lock = self.free_lock(s, lambda l: l.kind.recursive)
        if not lock:
            return None
        self.note(lock)
        self.feature("recursion")
        rel = self.release(lock)
        inside = self.under(s, lock, "write", [rel, rel.copy()], 1)
        between = self.under(s, lock, "write", [rel.copy()], 1)
        return ([self.acquire(lock), *between, self.acquire(lock), *inside, rel.copy(),
                 rel.copy()])

    def query(self, s):
        held = [l for l in s.held if l.kind.owned and s.held[l] == "write" and
                l in self.locks_for(s.fn)]
        if held and self.chance(40):
            lock = self.pick(held)
            self.feature("held query")
            if lock not in s.outer and self.chance(60):
                return self.had_it(s, lock, "{~!{n}~}")
            return [Node([f"if ({{^{lock.text(lock.kind.owned)}^}}) {{", self.simple(s), "}"])]
        lock = self.free_lock(s, lambda l: l.kind.owned)
        if not lock:
            return None
        if self.chance(75):
            return self.call_query(s, lock)
        self.note(lock)
        self.feature("held query")
        return self.had_it(s, lock, "{^!{n}^}")

    def had_it(self, s, lock, test):
        """Takes the lock only when it is not held."""
        name = self.local(s.fn, "had")
        again = Node([f"if ({{~!{name}~}}) {{", [self.release(lock)], "}"])
        first = test.replace("{n}", name)
        mode = s.held.get(lock, "maybe")
        return ([Node(f"{name} = {lock.text(lock.kind.owned)};"),
                 Node([f"if ({first}) {{", [self.acquire(lock)], "}"])] +
                self.under(s, lock, mode, [again]) + [again.copy()])

    def assertion(self, s):
        held = [l for l in s.held if l.kind.asserts and s.held[l] == "write" and
                l in self.locks_for(s.fn)]
        if not held:
            return None
        self.feature("assertion")
        lock = self.pick(held)
        return [Node(lock.text(lock.kind.asserts) + ";", "assert", lock)]

    # Tries

    def tried(self, s, lock):
        mode = "read" if lock.kind.read_tries and self.chance(40) else "write"
        text = lock.text(lock.kind.tries if mode == "write" else lock.kind.read_tries)
        self.note(lock)
        self.feature("try")
        return mode, text

    def try_lock(self, s):
        some = [l for l in self.locks_for(s.fn) if l.kind.tries and l not in s.held]
        return self.pick(some) if some else None

    def try_then(self, s):
        lock = self.try_lock(s)
        if not lock:
            return None
        mode, text = self.tried(s, lock)
        rel = self.release(lock, mode)
        parts = [f"if ({{?{text}?}}) {{", self.under(s, lock, mode, [rel]) + [rel.copy()]]
        if self.chance(30):
            parts += ["} else {", self.nested(s, 1)]
        return [Node(parts + ["}"], "try", lock)]

    def try_else(self, s):
        lock = self.try_lock(s)
        if not lock or not s.returns:
            return None
        mode, text = self.tried(s, lock)
        rel = self.release(lock, mode)
        test = self.pick((f"!{text}", f"{text} == 0"))
        return ([Node([f"if ({{?{test}?}}) {{", self.leave(s), "}"], "try", lock)] +
                self.under(s, lock, mode, [rel]) + [rel.copy()])

    def try_flag(self, s):
        lock = self.try_lock(s)
        if not lock:
            return None
        mode, text = self.tried(s, lock)
        name = self.local(s.fn, "ok")
        again = Node([f"if ({{?{name}?}}) {{", [self.release(lock, mode)], "}"])
        return ([Node(f"{name} = {text};", "try", lock)] +
                self.under(s, lock, "maybe", [again]) + [again.copy()])

    def back_off(self, s):
        """Two locks against their order: try, and let go when that fails."""
        high = self.free_lock(s)
        if not high:
            return None
        some = [l for l in self.locks_for(s.fn)
                if l.kind.tries and l not in s.held and l is not high and l.rank > s.top() and
                l.rank < high.rank]
        if not some:
            return None
        low = self.pick(some)
        self.note(high)
        self.note(low)
        self.feature("back off")
        rel = [self.release(low), self.release(high)]
        return ([self.acquire(high),
                 Node([f"while ({{?!{low.text(low.kind.tries)}?}}) {{",
                       [self.release(high), self.acquire(high)], "}"], "try", low)] +
                self.nested(s, None, held={**s.held, low: "write", high: "write"},
                            cleanup=s.cleanup + [rel]) + [n.copy() for n in rel])

    def or_signal(self, s):
        lock = self.free_lock(s, lambda l: l.kind.signal)
        if not lock or not s.returns:
            return None
        self.note(lock)
        self.feature("acquire with an error code")
        name = self.local(s.fn, "error")
        rel = self.release(lock)
        return ([Node(f"{name} = {lock.text(lock.kind.signal)};"),
                 Node([f"if ({{?{name} != 0?}}) {{", self.leave(s, name), "}"])] +
                self.under(s, lock, "write", [rel]) + [rel.copy()])

    # Modes

    def upgrade(self, s):
        lock = self.free_lock(s, lambda l: l.kind.upgrade)
        if not lock:
            return None
        self.note(lock)
        self.feature("upgrade or downgrade")
        rel = self.release(lock)
        failed = Node([f"if ({{?!{lock.text(lock.kind.upgrade)}?}}) {{",
                       [self.release(lock, "read"), self.acquire(lock)], "}"])
        return ([self.acquire(lock, "read")] +
                self.under(s, lock, "read", [self.release(lock, "read")], 1) + [failed] +
                self.under(s, lock, "write", [rel]) + [rel.copy()])

    def downgrade(self, s):
        lock = self.free_lock(s, lambda l: l.kind.downgrade)
        if not lock:
            return None
        self.note(lock)
        self.feature("upgrade or downgrade")
        rel = self.release(lock, "read")
        return ([self.acquire(lock)] + self.under(s, lock, "write", [self.release(lock)], 1) +
                [Node(lock.text(lock.kind.downgrade) + ";", "downgrade", lock)] +
                self.under(s, lock, "read", [rel]) + [rel.copy()])

    # Waits, sleeps, memory

    def interlock(self, s, how):
        """A held lock that may be waited with here, and the words."""
        for lock, mode in s.held.items():
            words = [w for w in lock.kind.waiting if (w[1] == "dropped") == how]
            others = all(l.kind.sleep_ok for l in s.held if l is not lock)
            if words and mode == "write" and others and lock in self.locks_for(s.fn):
                return lock, self.pick(words)
        return None, None

    def wait_loop(self, s):
        lock, word = self.interlock(s, self.chance(25))
        if not lock:
            return None
        self.use_field("ready")
        self.feature("wait with an interlock")
        call, result = lock.text(word[0]), word[1]
        inside = [Node(call + ";", "wait", lock)]
        if result == "dropped":
            self.feature("wait that drops")
            inside.append(self.acquire(lock))
        elif result != "void":
            self.feature("wait with a result")
            test = {"zero": " != 0", "nonzero": " == 0", "negative": " == -1"}[result]
            way_out = self.leave(s) if s.returns and self.chance(60) else [Node("break;")]
            inside = [Node([f"if ({{?{call}{test}?}}) {{", way_out, "}"], "wait", lock)]
        return [Node(["while ({?!sc->ready?}) {", inside, "}"], "waitloop", lock)]

    def wait_dropped(self, s):
        lock = self.free_lock(s, lambda l: any(w[1] == "dropped" for w in l.kind.waiting))
        if not lock or not s.may_sleep():
            return None
        self.use_field("ready")
        self.feature("wait that drops")
        self.feature("wait with an interlock")
        word = [w for w in lock.kind.waiting if w[1] == "dropped"][0]
        return ([self.acquire(lock)] +
                self.under(s, lock, "write", [self.release(lock)], 1) +
                [Node(["if ({?!sc->ready?}) {", [Node(lock.text(word[0]) + ";", "wait", lock)],
                       "} else {", [self.release(lock)], "}"])])

    def sleep(self, s):
        if not s.may_sleep():
            return None
        self.feature("sleep")
        return [Node(self.pick(self.kernel.sleeps) + ";", "sleep")]

    def allocate(self, s):
        may, must_not = self.kernel.alloc_flags
        sleeps = s.may_sleep() and self.chance(70)
        self.feature("sleeping allocation" if sleeps else "allocation that does not sleep")
        name = self.local(s.fn, "p", "void *")
        out = [Node(f"{name} = {self.kernel.alloc.format(f=may if sleeps else must_not)};",
                    "alloc")]
        if s.returns and self.chance(60):
            a, z = ("{~", "~}") if sleeps and self.kernel.sleep_gives else ("{?", "?}")
            out.append(Node([f"if ({a}{name} == NULL{z}) {{", self.leave(s), "}"]))
        return out

    def allocate_flag(self, s):
        lock = self.free_lock(s, lambda l: not l.kind.sleep_ok)
        if not lock or not s.may_sleep():
            return None
        self.note(lock)
        self.feature("flag variable of an allocation")
        may, must_not = self.kernel.alloc_flags
        how, p = self.local(s.fn, "how"), self.local(s.fn, "p", "void *")
        c = self.condition(s, stable=True)
        out = [Node(f"{how} = {may};"),
               Node([f"if ({{?{c}?}}) {{", [Node(f"{how} = {must_not};"), self.acquire(lock)],
                     "}"])]
        if self.chance(30):
            self.feature("call of an allocating helper")
            out.append(Node(f"{p} = {{@{self.allocator(s)}(sc, {how})@}};", "alloc"))
        else:
            out.append(Node(f"{p} = {self.kernel.alloc.format(f=how)};", "alloc"))
        again = self.pick((c, f"{how} == {must_not}"))
        return out + [Node([f"if ({{~{again}~}}) {{", [self.release(lock)], "}"])]

    # Loops

    def counted(self, s):
        k = self.local(s.fn, "k")
        self.feature("loop")
        if self.chance(50):
            self.use_field("mode")
            return k, f"for ({k} = 0; {{?{k} < sc->mode?}}; {k}++) {{"
        return k, f"for ({k} = 0; {{?{k} < 2?}}; {k}++) {{"

    def loop(self, s):
        _, head = self.counted(s)
        return [Node([head, self.nested(s, 2, budget=min(s.budget, 3)), "}"])]

    def loop_break(self, s):
        lock = self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        self.feature("leaving a loop under a lock")
        _, head = self.counted(s)
        word = self.pick(("break;", "continue;"))
        out = [Node([f"if ({{?{self.condition(s)}?}}) {{", [self.release(lock), Node(word)], "}"])]
        inside = self.under(s, lock, "write", [self.release(lock)], 1)
        return [Node([head, [self.acquire(lock)] + out + inside + [self.release(lock)], "}"])]

    def loop_drop(self, s):
        """The lock is held at the head of the loop and given up inside."""
        lock = self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        self.feature("lock carried through a loop")
        _, head = self.counted(s)
        inside = [self.release(lock)] + self.nested(s, 1) + [self.acquire(lock)]
        if self.chance(40):
            inside.insert(0, Node([f"if ({{?{self.condition(s)}?}}) {{", [Node("break;")], "}"]))
        return [self.acquire(lock), Node([head, inside, "}"]), self.release(lock)]

    def loop_once(self, s):
        """do { ... } while (...), with the lock taken in each round."""
        lock = self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        self.feature("loop")
        k, done = self.local(s.fn, "k", init="0"), self.local(s.fn, "done", init="0")
        inside = [self.acquire(lock),
                  Node([f"if ({{?{self.condition(s)}?}}) {{", [Node(f"{done} = 1;")], "}"]),
                  *self.under(s, lock, "write", [self.release(lock)], 1), self.release(lock)]
        return [Node(["do {", inside, f"}} while ({{?!{done} && {k}++ < 2?}});"])]

    # The whole body of a function

    def ladder(self, s):
        """Locks and what goes wrong between them, undone by a ladder of labels."""
        fn = s.fn
        first = self.free_lock(s)
        if not first:
            return None
        second = self.free_lock(self.probe(s, first))
        self.note(first)
        self.feature("goto ladder")
        error = self.local(fn, "error", init="0") if fn.returns == "int" else None
        one, two = self.fresh("out"), self.fresh("out")

        def fails(label):
            inside = [Node(f"{error} = {self.errno()};")] if error else []
            return Node([f"if ({{?{self.condition(s)}?}}) {{",
                         inside + [Node(f"goto {label};", "goto")], "}"])

        held = {**s.held, first: "write"}
        out = [self.acquire(first), fails(one)]
        if second:
            self.note(second)
            both = {**held, second: "write"}
            out += [self.acquire(second)]
            out += self.nested(s, 1, held=both, returns=False)
            out += [fails(two)]
            out += self.nested(s, 1, held=both, returns=False)
            out += [Node(f"{two}:"), self.release(second)]
        else:
            out += self.nested(s, 2, held=held, returns=False)
        out += [Node(f"{one}:"), self.release(first)]
        if error:
            out.append(Node(f"return ({{={error}=}});", "return"))
        return out
