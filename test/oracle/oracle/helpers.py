# The helper functions of generated programs, each a kind of contract with its
# caller, and the statements that call them. Helpers go to any of the three files.
from .tree import Node


class Helpers:
    def helper(self, s, prefix, returns, extra=()):
        """A new function, and a scope in it that reckons with the locks held here."""
        from .build import Scope
        params = ["struct softc%N% *sc"]
        if self.chance(55):
            params.append("int a")
        if "int i" in s.fn.params:
            params.append("int i")
        params += [x for x in s.fn.params if x.endswith("*ch")]
        params += extra
        self.helper_count += 1
        file = self.rng.randrange(3)
        if file:
            self.feature("helper in another file")
        fn = self.function(f"p%N%_{prefix}{self.helper_count}", params, returns, file)
        fn.hidden = set(s.fn.hidden)
        t = Scope(fn, min(3, s.budget))
        t.held = dict(s.held)
        t.outer = set(s.held)
        t.frozen = set(s.frozen)
        t.depth = s.depth + 1
        return fn, t

    def too_many(self, s):
        return self.helper_count >= 7 or s.depth >= 4 or s.budget <= 0

    def arguments(self, s, fn, extra=()):
        out = []
        for param in fn.params[:len(fn.params) - len(extra)]:
            name = param.split(" ")[-1].lstrip("*")
            if name != "a":
                out.append(name)
            elif "int a" in s.fn.params and self.chance(80):
                out.append("a")
            elif self.chance(80):
                self.use_field("state")
                out.append("sc->state")
            else:
                out.append(self.pick(("0", "1")))
        return ", ".join(out + list(extra))

    def call(self, s, fn, extra=(), used=False):
        inside = f"{fn.name}({self.arguments(s, fn, extra)})"
        return f"{{@{inside}@}}" if used else f"{{!{inside}!}}"

    def done(self, s, fn):
        """What the function writes its caller writes too."""
        s.fn.writes |= fn.writes

    def finish(self, fn, nodes, value="0"):
        fn.body = nodes
        if fn.returns == "int":
            fn.body.append(Node(f"return ({{={value}=}});", "return"))

    # Functions that leave the locks as they are

    def call_self(self, s):
        """It takes what it needs itself."""
        if self.too_many(s):
            return None
        self.feature("helper")
        fn, t = self.helper(s, "do", self.pick(("int", "void")))
        self.finish(fn, self.body(t))
        self.done(s, fn)
        if fn.returns == "void" or self.chance(30):
            return [Node(self.call(s, fn) + ";", "call")]
        name = self.local(s.fn, "error")
        out = [Node(f"{name} = {self.call(s, fn, used=True)};", "call")]
        if s.returns and self.chance(60):
            out.append(Node([f"if ({{?{name} != 0?}}) {{", self.leave(s, name), "}"]))
        return out

    def call_locked(self, s):
        """It asserts that its caller holds the lock."""
        some = [l for l in s.held if s.held[l] == "write" and l.kind.asserts and
                l in self.locks_for(s.fn)]
        if not some or self.too_many(s):
            return None
        self.feature("helper that asserts its lock")
        self.feature("assertion")
        lock = self.pick(some)
        fn, t = self.helper(s, "locked", self.pick(("int", "void")))
        first = Node(lock.text(lock.kind.asserts) + ";", "assert", lock)
        self.finish(fn, [first] + self.block(t))
        self.done(s, fn)
        return [Node(self.call(s, fn) + ";", "call")]

    def call_drop(self, s):
        """It drops its caller's lock, and takes it again."""
        lock = max(s.held, key=lambda l: l.rank, default=None)
        if (lock is None or s.held[lock] != "write" or lock.kind.recursive or self.too_many(s) or
                lock not in self.locks_for(s.fn)):
            return None
        self.feature("helper that drops its caller's lock")
        fn, t = self.helper(s, "drop", "void")
        del t.held[lock]
        t.cleanup = [[self.acquire(lock)]]
        fn.body = [self.release(lock)] + self.block(t) + [self.acquire(lock)]
        self.done(s, fn)
        return [Node(self.call(s, fn) + ";", "call")]

    def call_parameter(self, s):
        """A parameter says whether the caller holds the lock."""
        if self.too_many(s):
            return None
        mine = [l for l in s.held if s.held[l] == "write" and l.rank == s.top() and
                l in self.locks_for(s.fn)]
        lock = self.pick(mine) if mine and self.chance(50) else self.free_lock(s)
        if not lock:
            return None
        self.note(lock)
        self.feature("parameter that says what is held")
        fn, t = self.helper(s, "maybe", "void", ("int haslock",))
        t.held[lock] = "maybe"
        t.returns = False
        fn.body = ([Node(["if ({?!haslock?}) {", [self.acquire(lock)], "}"])] + self.block(t) +
                   [Node(["if ({~!haslock~}) {", [self.release(lock)], "}"])])
        self.done(s, fn)
        return [Node(self.call(s, fn, ("1" if lock in s.held else "0",)) + ";", "call")]

    def call_query(self, s, lock):
        """It asks whether its caller holds the lock; called both ways."""
        if self.too_many(s):
            return None
        self.note(lock)
        self.feature("held query")
        fn, t = self.helper(s, "ask", "void")
        t.held[lock] = "maybe"
        t.returns = False
        name = self.local(fn, "had")
        fn.body = ([Node(f"{name} = {lock.text(lock.kind.owned)};"),
                    Node([f"if ({{^!{name}^}}) {{", [self.acquire(lock)], "}"])] +
                   self.block(t, 1) +
                   [Node([f"if ({{~!{name}~}}) {{", [self.release(lock)], "}"])])
        self.done(s, fn)
        call = Node(self.call(s, fn) + ";", "call")
        return [call, self.acquire(lock), Node(self.call(s, fn) + ";", "call"),
                self.release(lock)]

    def call_lock(self, s):
        """The lock itself is passed."""
        lock = self.free_lock(s)
        if not lock or self.too_many(s):
            return None
        self.note(lock)
        self.feature("lock as a parameter")
        star = "" if lock.kind.type.endswith("*") else " "
        fn, t = self.helper(s, "with", "void", (f"{lock.kind.type}{star}*m",))
        fn.hidden.add(lock)
        t.held[lock] = "write"
        t.returns = False
        fn.body = ([Node(lock.kind.acquire.format(l="m") + ";", "acquire", lock)] +
                   self.block(t, 1) +
                   [Node(lock.kind.release.format(l="m") + ";", "release", lock)])
        self.done(s, fn)
        return [Node(self.call(s, fn, (lock.place,)) + ";", "call")]

    def call_pointer(self, s):
        """Through a table of functions, with nothing held."""
        if s.held or self.too_many(s):
            return None
        self.feature("function pointer")
        if not self.start:
            from .build import Scope
            fn = self.function("p%N%_start", ["struct softc%N% *sc", "int a"], "int", 0)
            self.start = fn
            self.helper_count += 1
            t = Scope(fn, 3)
            t.depth = 2
            t.frozen = {"state", "flags", "dead"}
            self.finish(fn, self.block(t))
            self.p.globals.append("static const struct ops%N% p%N%_ops = { .start = p%N%_start };")
            attach = self.p.functions[0]
            attach.body.append(Node("sc->ops = &p%N%_ops;"))
        elif s.fn is self.start:
            return None
        argument = "a" if "int a" in s.fn.params else "sc->state"
        if argument != "a":
            self.use_field("state")
        return [Node(f"{{!sc->ops->start(sc, {argument})!}};", "call")]

    def allocator(self, s):
        if not self.alloc_helper:
            fn = self.function("p%N%_alloc", ["struct softc%N% *sc", "int how"], "pointer",
                               self.rng.randrange(3))
            if fn.file:
                self.feature("helper in another file")
            fn.body = [Node("sc->count++;"),
                       Node(f"return ({self.kernel.alloc.format(f='how')});", "return")]
            self.alloc_helper = fn
        return self.alloc_helper.name

    # Functions that take or give up

    def call_acquire(self, s):
        lock = self.free_lock(s)
        if not lock or self.too_many(s):
            return None
        self.note(lock)
        self.feature("helper that returns held")
        get, _ = self.helper(s, "get", "void")
        get.body = [Node("sc->count++;"), self.acquire(lock)]
        rel = self.release(lock)
        if self.chance(60):
            self.feature("helper that releases")
            put, _ = self.helper(s, "put", "void")
            put.body = [self.release(lock), Node("sc->count++;")]
            rel = Node(self.call(s, put) + ";", "release", lock)
        return ([Node(self.call(s, get) + ";", "acquire", lock)] +
                self.under(s, lock, "write", [rel]) + [rel.copy()])

    def call_conditional(self, s):
        """Held when the result says so."""
        lock = self.free_lock(s)
        if not lock or self.too_many(s):
            return None
        self.note(lock)
        self.feature("conditional acquire")
        fn, t = self.helper(s, "lock", "int")
        truth = self.chance(40)
        good, bad = ("1", "0") if truth else ("0", self.errno())
        if not truth and t.may_sleep() and self.chance(40):
            # The result of another function is handed on.
            self.feature("error code")
            name = self.local(fn, "error")
            copy = next(x for x in self.kernel.sleeps if "copy" in x)
            fn.body = [Node(f"{name} = {copy};", "sleep"),
                       Node([f"if ({{?{name} != 0?}}) {{", [Node(f"return ({{={name}=}});")],
                             "}"]),
                       self.acquire(lock)]
        elif lock.kind.tries and self.chance(50):
            self.feature("try")
            test = f"!{lock.text(lock.kind.tries)}"
            fn.body = [Node([f"if ({{?{test}?}}) {{", [Node(f"return ({{={bad}=}});")], "}"])]
        else:
            t.frozen = set(s.frozen)
            fn.body = [self.acquire(lock),
                       Node([f"if ({{?{self.condition(t)}?}}) {{",
                             [self.release(lock), Node(f"return ({{={bad}=}});")], "}"])]
        fn.body.append(Node(f"return ({{={good}=}});", "return"))
        call = self.call(s, fn, used=True)
        rel = self.release(lock)
        failed = f"{call} == 0" if truth else f"{call} != 0"
        taken = f"{call} != 0" if truth else f"{call} == 0"
        if s.returns and self.chance(50):
            return ([Node([f"if ({{?{failed}?}}) {{", self.leave(s), "}"], "call", lock)] +
                    self.under(s, lock, "write", [rel]) + [rel.copy()])
        return [Node([f"if ({{?{taken}?}}) {{",
                      self.under(s, lock, "write", [rel]) + [rel.copy()], "}"], "call", lock)]

    def call_out(self, s):
        """An out-parameter says whether it is held."""
        lock = self.free_lock(s)
        if not lock or self.too_many(s):
            return None
        self.note(lock)
        self.feature("out-parameter that says what is held")
        fn, t = self.helper(s, "enter", "void", ("int *lockedp",))
        fn.body = [Node("*lockedp = 0;"),
                   Node([f"if ({{?{self.condition(t)}?}}) {{",
                         [self.acquire(lock), Node("*lockedp = 1;")], "}"])]
        name = self.local(s.fn, "locked")
        again = Node([f"if ({{~{name}~}}) {{", [self.release(lock)], "}"])
        return ([Node(self.call(s, fn, (f"&{name}",)) + ";", "call")] +
                self.under(s, lock, "maybe", [again]) + [again.copy()])

    def call_find(self, s):
        """Returns an object with its lock held, or NULL."""
        lock = self.free_lock(s, lambda l: l.name == "element")
        if not lock or self.too_many(s):
            return None
        self.note(lock)
        self.feature("object returned locked")
        fn, t = self.helper(s, "find", "ptr")
        place = lock.place[:-len(".lock")]
        fn.body = [Node([f"if ({{?{self.condition(t)}?}}) {{", [Node("return ({=(void *)0=});")],
                         "}"]),
                   self.acquire(lock), Node(f"return ({{={place}=}});", "return")]
        name = self.local(s.fn, "c", "struct ch%N% *")
        rel = Node(lock.kind.release.format(l=f"&{name}->lock") + ";", "release", lock)
        out = [Node(f"{name} = {self.call(s, fn, used=True)};", "call")]
        inside = self.under(s, lock, "write", [rel])
        if s.returns and self.chance(60):
            return (out + [Node([f"if ({{?{name} == NULL?}}) {{", self.leave(s), "}"])] + inside +
                    [rel.copy()])
        return out + [Node([f"if ({{?{name} != NULL?}}) {{", inside + [rel.copy()], "}"])]
