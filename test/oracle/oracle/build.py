# Builds a program of one kernel from a seed. What it builds is meant to keep the
# discipline: locks are taken in one order of ranks, every way out undoes what was
# done, nothing sleeps where it must not. Nobody relies on that; what is right and
# wrong only the execution says (execute.py), and mutate.py breaks it on purpose.
#
# Here are the objects and the blocks; idioms.py has the statements.
import random

from . import words
from .idioms import Idioms
from .mutate import mutate
from .tree import Function, Node, Program

WAIT_RANK = {"sleep": 0, "block": 1, "spin": 2}


class Lock:
    """place: how it is reached. needs: what a function must have for that."""

    def __init__(self, name, kind, place, lock_class, needs=None):
        self.name, self.kind, self.place = name, kind, place
        self.lock_class, self.needs = lock_class, needs
        self.rank = 0

    def text(self, pattern):
        return pattern.format(l=self.place)


class Scope:
    """What is true at a point of a function while its text is made."""

    def __init__(self, fn, budget):
        self.fn, self.budget = fn, budget
        self.held = {}  # lock -> "write" or "read"
        self.cleanup = []  # what a return has to undo, a list of Nodes each
        self.frozen = set()  # fields and variables that conditions rely on
        self.outer = set()  # locks that the callers hold
        self.depth = 0
        self.returns = True  # a return is allowed here

    def top(self):
        return max((l.rank for l in self.held), default=-1)

    def may_sleep(self):
        return all(l.kind.sleep_ok for l in self.held)

    def free(self, lock):
        return lock not in self.held and lock.rank > self.top()


class Builder(Idioms):
    def __init__(self, number, seed, kernel_name=None):
        self.rng = random.Random(seed)
        self.kernel = words.KERNELS[kernel_name or words.NAMES[self.rng.randrange(4)]]
        self.p = Program(number, seed, self.kernel.name)
        self.n = number
        self.names = 0
        self.helper_count = 0
        self.macro = self.chance(25)
        self.start = self.alloc_helper = None

    def chance(self, percent):
        return self.rng.randrange(100) < percent

    def pick(self, items):
        return items[self.rng.randrange(len(items))]

    def feature(self, name):
        self.p.features.add(name)

    def fresh(self, prefix):
        self.names += 1
        return f"{prefix}{self.names}"

    def local(self, fn, prefix, type="int", init=None):
        name = self.fresh(prefix)
        star = "" if type.endswith("*") else " "
        fn.locals[name] = f"{type}{star}{name}" + (f" = {init}" if init is not None else "")
        return name

    def errno(self):
        return self.kernel.error.format(self.pick(("IO", "NXIO", "BUSY")))

    # Objects

    def make_locks(self):
        kinds = self.kernel.kinds
        p, rng = self.p, self.rng
        fields = []
        for i in range(rng.randint(2, 3)):
            k = kinds[0] if i == 0 else self.pick(kinds)
            p.locks.append(Lock(f"l{i}", k, f"&sc->l{i}", len(p.locks)))
            fields.append(f"\t{k.type} l{i};")
        if self.chance(35):
            k = self.pick(kinds)
            p.locks.append(Lock("global", k, "&g%N%_lock", len(p.locks)))
            p.declarations.append(f"extern {k.type} g%N%_lock;")
            p.globals.append(f"{k.type} g%N%_lock;")
        ch_kind = kinds[0]
        p.declarations.append(f"struct ch%N% {{ {ch_kind.type} lock; int busy; }};")
        self.index = rng.randrange(3)  # 0: no array, 1: constant index, 2: variable
        if self.index == 1:
            p.locks.append(Lock("element", ch_kind, "&sc->ch[0].lock", len(p.locks)))
        elif self.index == 2:
            p.locks.append(Lock("element", ch_kind, "&sc->ch[i].lock", len(p.locks), "i"))
        elif self.chance(60):
            p.locks.append(Lock("object", ch_kind, "&ch->lock", len(p.locks), "ch"))
        if self.chance(30):
            k = self.pick(kinds)
            p.locks.append(Lock("pointer", k, "sc->lockp", len(p.locks)))
            fields.append(f"\t{k.type} *lockp;")
            self.pointed = k
        if self.chance(30):
            k = self.pick(kinds)
            p.locks.append(Lock("device", k, "&sc->dev->lock", len(p.locks)))
            p.declarations.append(f"struct dev%N% {{ {k.type} lock; int unit; }};")
            fields.append("\tstruct dev%N% *dev;")
        order = list(p.locks)
        rng.shuffle(order)
        order.sort(key=lambda l: WAIT_RANK[l.kind.waits])
        for rank, lock in enumerate(order):
            lock.rank = rank
        p.declarations.append("struct softc%N%;")
        p.declarations.append("struct ops%N% { int (*start)(struct softc%N% *sc, int a); };")
        p.declarations.append("struct softc%N% {")
        p.declarations += fields
        p.declarations += [
            "\tstruct ch%N% ch[2];", f"\t{self.kernel.channel};",
            "\tint state, flags, dead, ready, count, mode;",
            "\tvoid *user, *data;", "\tconst struct ops%N% *ops;", "};"]

        if self.macro:
            l0 = p.locks[0].kind
            p.macros = [f"#define P%N%_LOCK(sc) {l0.acquire.format(l='&(sc)->l0')}",
                        f"#define P%N%_UNLOCK(sc) {l0.release.format(l='&(sc)->l0')}"]

    def make_attach(self):
        f = Function("p%N%_attach", ["struct softc%N% *sc"], "void", 0)
        for lock in self.p.locks:
            if lock.name in ("element", "object"):
                for i in range(2):
                    f.body.append(Node(lock.kind.init.format(l=f"&sc->ch[{i}].lock") + ";"))
            else:
                f.body.append(Node(lock.text(lock.kind.init) + ";"))
        self.p.functions.append(f)

    def locks_for(self, fn):
        have = {"i": "int i" in fn.params, "ch": any(x.endswith("*ch") for x in fn.params)}
        return [l for l in self.p.locks
                if l not in fn.hidden and (not l.needs or have[l.needs])]

    # Conditions

    def value_condition(self, name):
        return self.pick((f"{name} == 0", f"{name} == 1", f"{name} > 0", f"{name} < 1",
                          f"{name} != 1", f"{name} != 0"))

    def flag_condition(self, name):
        bit = self.pick((1, 2))
        return self.pick((f"{name} & {bit}", f"({name} & {bit}) != 0", f"({name} & {bit}) == 0",
                          f"!({name} & {bit})"))

    def condition(self, s, stable=False):
        """A condition on inputs. stable: on what nothing here changes."""
        choices = []
        fn = s.fn
        if "int a" in fn.params:
            choices += ["a"] * 3
        if "int flags" in fn.params:
            choices += ["flags"] * 3
        if not stable or s.frozen is not None:
            choices += ["sc->state", "sc->flags", "sc->dead"]
        what = self.pick(choices)
        if what.startswith("sc->"):
            field = what[4:]
            self.use_field(field)
            self.feature("condition on a field")
            if stable:
                s.frozen.add(field)
        else:
            self.feature("condition on a parameter")
        if what.endswith("flags"):
            self.feature("flag word")
            text = self.flag_condition(what)
        elif what == "sc->dead":
            text = self.pick(("sc->dead", "!sc->dead"))
        else:
            text = self.value_condition(what)
        if not stable and self.chance(12):
            other = self.value_condition("a") if "int a" in fn.params else "sc->dead"
            if other == "sc->dead":
                self.use_field("dead")
            self.feature("compound condition")
            left = f"({text})" if " & " in text else text
            text = f"{left} {self.pick(('&&', '||'))} {other}"
        return text

    def condition_for(self, fn):
        return self.condition(Scope(fn, 0))

    def use_field(self, field):
        values = {"state": (0, 1, 2, -1), "flags": (0, 1, 2, 3), "dead": (0, 1),
                  "ready": (0, 1), "mode": (0, 1, 2, 3)}
        self.p.fields.setdefault(field, values[field])

    # Blocks

    def block(self, s, length=None):
        """A list of statements that leaves the locks as they are."""
        out = []
        count = length if length is not None else self.rng.randint(1, 3)
        for _ in range(count):
            if s.budget <= 0:
                break
            out += self.statement(s)
        return out or [Node("sc->count++;")]

    def nested(self, s, length=None, **changes):
        """A block inside the statement that is being made."""
        old = {k: getattr(s, k) for k in changes}
        for k, v in changes.items():
            setattr(s, k, v)
        s.depth += 1
        out = self.block(s, length)
        s.depth -= 1
        for k, v in old.items():
            setattr(s, k, v)
        return out

    def under(self, s, lock, mode="write", release=None, length=None):
        """A block with the lock held; a return in it runs release first."""
        held = dict(s.held)
        held[lock] = mode
        cleanup = s.cleanup + ([release] if release is not None else [])
        return self.nested(s, length, held=held, cleanup=cleanup)

    def leave(self, s, value=None):
        """The statements of an early return."""
        out = []
        for nodes in reversed(s.cleanup):
            out += [n.copy() for n in nodes]
        if s.fn.returns == "int":
            v = value or self.errno()
            out.append(Node(f"return ({{={v}=}});", "return"))
        else:
            out.append(Node("{r}return;", "return"))
        return out

    def function(self, name, params, returns, file):
        f = Function(name, params, returns, file)
        self.p.functions.append(f)
        return f

    def make_entry(self, i):
        params = ["struct softc%N% *sc"]
        for name in ("a", "flags"):
            if self.chance(60):
                params.append(f"int {name}")
                self.p.inputs[name] = (0, 1, 2, -1) if name == "a" else (0, 1, 2, 3)
        if any(l.needs == "i" for l in self.p.locks):
            params.append("int i")
            self.p.inputs["i"] = (0, 1)
        if any(l.needs == "ch" for l in self.p.locks) and self.chance(70):
            params.append("struct ch%N% *ch")
        returns = "int" if self.chance(65) else "void"
        f = self.function(f"p%N%_entry{i}", params, returns, 0)
        f.entry = True
        s = Scope(f, self.rng.randint(7, 13))
        f.body = self.body(s)
        if returns == "int":
            f.body.append(Node("return ({=0=});", "return"))

    def build(self):
        self.make_locks()
        self.make_attach()
        for i in range(self.rng.randint(1, 3)):
            self.make_entry(i)
        return self.p


def build(seed):
    """The program of a seed; about half of them have a defect planted."""
    b = Builder(seed, seed, words.NAMES[seed % len(words.NAMES)])
    b.build()
    if b.chance(55):
        mutate(b)
    return b.p
