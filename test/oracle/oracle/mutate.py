# Plants a defect: one or two small changes such as people make. Whether the
# program is wrong then, and where, only the execution says.
from .tree import Node, lists_in


def _places(program, *roles):
    """(list, index) of all statements with one of the roles."""
    out = []
    for f in program.functions[1:]:
        for nodes in lists_in(f.body):
            for i, n in enumerate(nodes):
                if n.role in roles:
                    out.append((nodes, i))
    return out


def _text(node):
    return node.parts[0] if len(node.parts) == 1 and isinstance(node.parts[0], str) else None


def drop(role):
    def change(b, places):
        nodes, i = b.pick(places)
        del nodes[i]
        return True

    return (role,), change


def _drop_return(b, places):
    """Not the last one of a function: it would return nothing then."""
    last = [f.body[-1] for f in b.p.functions if f.body]
    some = [(nodes, i) for nodes, i in places if nodes[i] not in last]
    if not some:
        return False
    nodes, i = b.pick(some)
    del nodes[i]
    return True


def double(role):
    def change(b, places):
        nodes, i = b.pick(places)
        nodes.insert(i, nodes[i].copy())
        return True

    return (role,), change


def _swap(b, places):
    """Two locks taken, or given up, one after the other."""
    pairs = [(nodes, i) for nodes, i in places
             if i + 1 < len(nodes) and nodes[i + 1].role == nodes[i].role]
    if not pairs:
        return False
    nodes, i = b.pick(pairs)
    nodes[i], nodes[i + 1] = nodes[i + 1], nodes[i]
    return True


def _any_list(b):
    lists = [n for f in b.p.functions[1:] for n in lists_in(f.body)]
    return b.pick(lists)


def _insert(make):
    def change(b, _):
        nodes = _any_list(b)
        end = len(nodes)
        while end and nodes[end - 1].role in ("return", "goto", "break"):
            end -= 1
        at = b.rng.randint(0, end)
        nodes.insert(at, make(b))
        return True

    return (), change


def _sleep(b):
    return Node(b.pick(b.kernel.sleeps) + ";", "sleep")


def _allocate(b):
    return Node(f"sc->data = {b.kernel.alloc.format(f=b.kernel.alloc_flags[0])};", "alloc")


def _lock_pair(b):
    """Another lock, taken and given up, where it may be held or out of order."""
    locks = [l for l in b.p.locks if not l.needs]
    lock = b.pick(locks)
    return Node(["{", [b.acquire(lock), b.release(lock)], "}"], "pair", lock)


def _negate(b, _):
    """A condition that guards something is inverted."""
    some = []
    for f in b.p.functions[1:]:
        for nodes in lists_in(f.body):
            some += [n for n in nodes if isinstance(n.parts[0], str) and
                     n.parts[0].startswith("if (")]
    if not some:
        return False
    n = b.pick(some)
    text = n.parts[0]
    for a, z in (("{?", "?}"), ("{~", "~}")):
        if a in text:
            left, rest = text.split(a, 1)
            inner, right = rest.rsplit(z, 1)
            n.parts[0] = f"{left}{a}!({inner}){z}{right}"
            return True
    return False


def _wake_flag(b, places):
    """Memory is asked for with the flag that sleeps."""
    may, must_not = b.kernel.alloc_flags
    some = [(nodes, i) for nodes, i in places
            if _text(nodes[i]) and must_not in _text(nodes[i])]
    if not some:
        return False
    nodes, i = b.pick(some)
    nodes[i].parts[0] = nodes[i].parts[0].replace(must_not, may)
    return True


def _other_mode(b, places):
    """Released in the other mode than it is held in."""
    some = [(nodes, i) for nodes, i in places
            if nodes[i].lock and nodes[i].lock.kind.read and nodes[i].lock.kind.read_release !=
            nodes[i].lock.kind.release]
    if not some:
        return False
    nodes, i = b.pick(some)
    lock = nodes[i].lock
    read = _text(nodes[i]) == lock.text(lock.kind.read_release) + ";"
    nodes[i] = b.release(lock, "write" if read else "read")
    return True


def _other_label(b, _):
    some = []
    for f in b.p.functions[1:]:
        jumps = [n for nodes in lists_in(f.body) for n in nodes if n.role == "goto"]
        labels = sorted({n.parts[0] for n in jumps})
        some += [(n, labels) for n in jumps if len(labels) > 1]
    if not some:
        return False
    n, labels = b.pick(some)
    n.parts[0] = b.pick([x for x in labels if x != n.parts[0]])
    return True


def _early(b, _):
    """A return that undoes nothing."""
    lists = [(f, n) for f in b.p.functions[1:] if f.returns in ("int", "void")
             for n in lists_in(f.body)]
    f, nodes = b.pick(lists)
    c = b.condition_for(f)
    out = Node(f"return ({{={b.errno()}=}});" if f.returns == "int" else "{r}return;", "return")
    nodes.insert(b.rng.randint(0, max(0, len(nodes) - 1)), Node([f"if ({{?{c}?}}) {{", [out], "}"]))
    return True


MUTATIONS = {
    "drop a release": drop("release"),
    "drop an acquire": drop("acquire"),
    "release twice": double("release"),
    "acquire twice": double("acquire"),
    "swap acquires": (("acquire",), _swap),
    "drop a return": (("return",), _drop_return),
    "sleep somewhere": _insert(_sleep),
    "allocate somewhere": _insert(_allocate),
    "take another lock": _insert(_lock_pair),
    "invert a condition": ((), _negate),
    "let an allocation sleep": (("alloc",), _wake_flag),
    "release in the other mode": (("release",), _other_mode),
    "jump to another label": ((), _other_label),
    "return early": ((), _early),
    "drop a wait": drop("wait"),
}
_WEIGHTS = {"drop a release": 4, "return early": 4, "take another lock": 3, "sleep somewhere": 2,
            "release twice": 2}
_NAMES = [n for n in MUTATIONS for _ in range(_WEIGHTS.get(n, 1))]


def mutate(builder):
    """Changes the program of the builder; says what it did."""
    for _ in range(builder.rng.choice((1, 1, 1, 2))):
        for _ in range(10):
            name = builder.pick(_NAMES)
            roles, change = MUTATIONS[name]
            places = _places(builder.p, *roles) if roles else []
            if roles and not places:
                continue
            if change(builder, places):
                builder.p.mutations.append(name)
                break
