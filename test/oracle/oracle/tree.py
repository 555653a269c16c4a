# A generated program as a tree, and its two texts: the plain one, which the
# analyser reads, and the marked one, which is executed. Both have the same lines.
#
# A Node is a statement: a list of lines of text and of lists of Nodes.
#   Node(["if ({?sc->dead?}) {", [Node(["return;"])], "}"])
# In the text
#   {?c?}  a condition       {~c~}  one that others determine: not every outcome
#   need occur. Nor need it in an entry, which is run with all inputs there are,
#   unless it is of memory that the program writes: others may write it too
#   {^c^}  one of which the analyser may see other outcomes, even there
#   {@f(x)@}  a call whose result is used     {!f(x)!}  one whose result is not
#   {=v=}  a value returned     {r}  before a return without one
#   {|}  a place that is reached: a case of a switch
import re

FIELDS = ("state", "flags", "dead", "ready", "count", "mode")
_NAMED = re.compile(r"sc->(state|flags|dead|ready|mode)\b")
_WRITTEN = re.compile(r"sc->(state|flags|dead|ready|mode) (?:[|&]?=[^=])")
_READ = re.compile(r"sc->(state|flags|dead|ready|mode)\b(?! *(?:[|&]?=[^=]))")
_MARK = re.compile(r"\{\?|\?\}|\{~|~\}|\{\^|\^\}|\{@|@\}|\{!|!\}|\{=|=\}|\{\|\}|\{r\}")


def mask(pattern, text):
    return sum({1 << FIELDS.index(name) for name in pattern.findall(text)})


class Node:
    __slots__ = ("parts", "role", "lock")

    def __init__(self, parts, role=None, lock=None):
        self.parts = parts if isinstance(parts, list) else [parts]
        self.role, self.lock = role, lock

    def copy(self):
        return Node([p if isinstance(p, str) else [n.copy() for n in p] for p in self.parts],
                    self.role, self.lock)


class Function:
    """head: without the brace. file: 0, 1 or 2. returns: void, int or ptr."""

    def __init__(self, name, params, returns, file):
        self.name, self.params, self.returns, self.file = name, params, returns, file
        self.body, self.locals = [], {}
        self.entry = False
        self.writes = set()  # fields
        self.hidden = set()  # locks that are known by another name here

    def prototype(self):
        kind = {"int": "int ", "void": "void ", "ptr": "struct ch%N% *",
                "pointer": "void *"}[self.returns]
        return kind + self.name + "(" + ", ".join(self.params) + ")"


def lists_in(nodes):
    """All statement lists of a list, itself first."""
    yield nodes
    for n in nodes:
        for p in n.parts:
            if not isinstance(p, str):
                yield from lists_in(p)


class Renderer:
    def __init__(self, marked, written=0):
        self.written = written  # fields that the program writes
        self.marked, self.branches, self.soft = marked, 0, []
        self.starts = [[], [], []]  # first lines of functions, for each file
        self.entry = False

    def line(self, text):
        if not self.marked:
            return _MARK.sub("", text)
        reads, named = mask(_READ, text), mask(_NAMED, text)

        def word_for(m):
            word = m.group()
            if word in ("{?", "{~", "{^"):
                stays = self.entry and not named & self.written
                self.soft.append(word == "{~" or (word == "{?" and stays))
                self.branches += 1
                return f"BR({self.branches - 1}, {named}u, {reads}u, "
            if word == "{|}":
                self.soft.append(False)
                self.branches += 1
                return f" COV({self.branches - 1});"
            if word == "{r}":
                return "RETV(); "
            return {"{@": "CALL(", "{!": "CALLV(", "{=": "RET("}.get(word, ")")

        out = _MARK.sub(word_for, text)
        if named and "BR(" not in out:
            out = f"RD({named}u, {reads}u); " + out
        return out

    def nodes(self, nodes, indent, out):
        tabs = "\t" * indent
        for n in nodes:
            for p in n.parts:
                if isinstance(p, str):
                    label = p.endswith(":") or p.startswith(("case ", "default:"))
                    text = self.line(p)
                    out.append(("\t" * (indent - 1) if label else tabs) + text)
                else:
                    self.nodes(p, indent + 1, out)

    def function(self, f, out):
        self.entry = f.entry
        out.append(f.prototype())
        # Only the analyser reads the initialisation; the harness does it itself.
        out.append("{" if f.name.endswith("_attach") else "{" + self.line("{|}"))
        for text in f.locals.values():
            out.append("\t" + text + ";")
        self.nodes(f.body, 1, out)
        # A function that ends without a return ends at its brace.
        out.append("RETV(); }" if self.marked and f.returns == "void" else "}")
        out.append("")


class Program:
    def __init__(self, number, seed, kernel):
        self.number, self.seed, self.kernel = number, seed, kernel
        self.functions, self.locks, self.features = [], [], set()
        self.fields = {}  # input fields: name -> values
        self.inputs = {}  # name of an entry's argument -> values
        self.mutations = []
        self.declarations = []  # of the shared header
        self.globals = []  # definitions, for the first file
        self.macros = []

    def copy_functions(self):
        return [(f, [n.copy() for n in f.body]) for f in self.functions]

    def used_text(self):
        r = Renderer(False)
        out = []
        for f in self.functions:
            r.function(f, out)
        return "\n".join(out)

    def written(self):
        return mask(_WRITTEN, self.used_text())

    def header(self):
        out = self.macros + self.declarations
        for f in self.functions:
            out.append(f.prototype() + ";")
        return "\n".join(out).replace("%N%", str(self.number)) + "\n"

    def files(self, renderer):
        """The text of the program in each of the three files."""
        texts = []
        for file in range(3):
            out = [f"/* program {self.number}, seed {self.seed} */"]
            if file == 0:
                out += self.globals
            for f in self.functions:
                if f.file == file:
                    renderer.starts[file].append(len(out))
                    renderer.function(f, out)
            texts.append("\n".join(out).replace("%N%", str(self.number)) + "\n")
        return texts
