# Writes programs as files for the analyser and as an executable, and runs both.
#
# A batch is a directory:
#   include/    declarations for the analyser     batch.h  those of the programs
#   a.c b.c c.c    the programs, plain
#   run.c       the same lines with marks, and the harness; includes the runtime
import bisect
import os
import re
import subprocess

from . import words
from .tree import FIELDS, Renderer

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FILES = ("a.c", "b.c", "c.c")
RULES = ("lock-leak", "lock-order", "recursive-lock", "sleep-under-lock",
         "sleeping-alloc-under-lock", "unlock-not-held")


class Facts:
    """What the executions of a program showed. Places are (file, line)."""

    def __init__(self):
        self.executions, self.complete, self.stopped = 0, True, False
        self.outcomes, self.breaches, self.edges = "", [], []


class Breach:
    def __init__(self, rule, lock_class, known, calls, acquired, returns):
        self.rule, self.lock_class, self.known = rule, lock_class, known
        self.calls, self.acquired, self.returns = calls, acquired, returns


class Finding:
    def __init__(self, rule, file, line, text):
        self.rule, self.place, self.text = rule, (file, line), text


def c_input(values):
    return f"{{{len(values)}, (const int[]){{{', '.join(map(str, values))}}}}}"


def harness(p, branches):
    n = p.number
    text = p.used_text()
    sc = f"sc{n}"
    out = [f"static struct softc{n} {sc};", f"static struct ch{n} ch_of{n};"]
    reset = [f"memset(&{sc}, 0, sizeof {sc});", f"memset(&ch_of{n}, 0, sizeof ch_of{n});"]
    for lock in p.locks:
        places = [lock.place.replace("sc->", f"{sc}.").replace("%N%", str(n))]
        if lock.name == "element":
            places = [f"&{sc}.ch[{i}].lock" for i in range(2)]
        elif lock.name == "object":
            places = [f"&ch_of{n}.lock"]
        elif lock.name == "pointer":
            out.append(f"static {lock.kind.type} pointed{n};")
            reset.append(f"{sc}.lockp = &pointed{n};")
            places = [f"&pointed{n}"]
        elif lock.name == "device":
            out.append(f"static struct dev{n} dev_of{n};")
            reset.append(f"{sc}.dev = &dev_of{n};")
            places = [f"&dev_of{n}.lock"]
        for place in places:
            reset.append(f"rt_lock_is(&({place})->rt, {lock.lock_class}, {lock.kind.rt});")
    if p.start_used:
        reset.append(f"{sc}.ops = &p{n}_ops;")
    for i, field in enumerate(FIELDS):
        values = p.fields.get(field, (0,))
        out.append(f"static const struct rt_input {field}_of{n} = {c_input(values)};")
        reset.append(f"rt_field_is({i}, &{sc}.{field}, &{field}_of{n});")
    if "sc->ready" in text:
        reset.append(f"rt_waited_for(&{sc}.ready);")
    out.append(f"static void p{n}_reset(void) {{ {' '.join(reset)} }}")
    entries = []
    for f in p.functions:
        if not f.entry:
            continue
        name = f.name.replace("%N%", str(n))
        arguments, passed = [], []
        for param in f.params:
            word = param.split(" ")[-1].lstrip("*")
            if word == "sc":
                passed.append(f"&{sc}")
            elif word == "ch":
                passed.append(f"&ch_of{n}")
            else:
                passed.append(f"in[{len(arguments)}]")
                arguments.append(p.inputs[word])
        call = f"{name}({', '.join(passed)})"
        call = f"return {call};" if f.returns == "int" else f"{call}; return 0;"
        out.append(f"static int {name}_run(const int *in) {{ "
                   f"p{n}_reset(); {call} }}")
        inputs = ", ".join(c_input(v) for v in arguments) or "{0}"
        entries.append(f"{{{name}_run, {int(f.returns == 'int')}, {len(arguments)}, "
                       f"(const struct rt_input[]){{{inputs}}}}}")
    out.append(f"static const struct rt_program program{n} = {{{n}, {branches}, {len(entries)}, "
               f"(const struct rt_entry[]){{{', '.join(entries)}}}}};")
    return "\n".join(out) + "\n"


class Batch:
    """Programs of one kernel in a directory."""

    def __init__(self, programs, directory):
        self.programs, self.dir = programs, directory
        self.kernel = words.KERNELS[programs[0].kernel]
        self.starts = [[], [], []]  # for each file (first line, program)
        self.soft = {}
        self.function_starts = [[], [], []]

    def write(self):
        os.makedirs(self.dir, exist_ok=True)
        plain, marked, harnesses, header = [[], [], []], [[], [], []], [], []
        lines = [3, 3, 3]
        for p in self.programs:
            p.start_used = any("p%N%_ops" in g for g in p.globals)
            r = Renderer(True, p.written())
            r.starts = [[], [], []]
            for i, (a, b) in enumerate(zip(p.files(Renderer(False)), p.files(r))):
                self.starts[i].append((lines[i], p))
                plain[i].append(a)
                marked[i].append(b)
                self.function_starts[i] += [lines[i] + at for at in r.starts[i]]
                lines[i] += a.count("\n")
            self.soft[p.number] = r.soft
            harnesses.append(harness(p, r.branches))
            header.append(p.header())
        top = "\n\n"
        name = self.kernel.name
        self._write("batch.h", "".join(header))
        for i, file in enumerate(FILES):
            self._write(file, f'#include "{name}.h"\n#include "batch.h"\n' + "".join(plain[i]))
            self._write("run-" + file, top + "".join(marked[i]))
        run = [f'#include "{name}.h"\n#include <string.h>\nint atoi(const char *);\n',
               '#include "batch.h"\n']
        for i, file in enumerate(FILES):
            run.append(f'#undef FILEID\n#define FILEID {i}\n#include "run-{file}"\n')
        run += harnesses
        run.append("int main(int n, char **v) { static const struct rt_program *const all[] = {" +
                   ", ".join(f"&program{p.number}" for p in self.programs) +
                   "}; return rt_main(all, sizeof all / sizeof *all, "
                   "n > 1 ? atoi(v[1]) : -1); }\n")
        self._write("run.c", "".join(run))

    def _write(self, name, text):
        with open(os.path.join(self.dir, name), "w", encoding="utf-8") as f:
            f.write(text)

    def execute(self, cc, runtime, one_by_one=False):
        """The facts of each program; one_by_one: of those that do not crash."""
        binary = os.path.join(self.dir, "run")
        subprocess.run([cc, "-w", "-O0", "-g0", "-fno-builtin", "-ftrivial-auto-var-init=zero",
                        "-I" + HERE + "/runtime", "-I" + self.dir, os.path.join(self.dir, "run.c"), runtime,
                        "-o", binary],
                       check=True)
        if one_by_one:
            facts = {}
            for p in self.programs:
                done = subprocess.run([binary, str(p.number)], capture_output=True, text=True)
                if done.returncode == 0:
                    facts.update(self._parse(done.stdout))
            return facts
        out = subprocess.run([binary], check=True, capture_output=True, text=True).stdout
        return self._parse(out)

    def _parse(self, text):
        facts, f = {}, None

        def places(word):
            return tuple(divmod(int(x), 1000000) for x in word.split(",")) if word != "-" else ()

        for line in text.splitlines():
            w = line.split(" ")
            if w[0] == "P":
                f = facts[int(w[1])] = Facts()
            elif w[0] == "X":
                f.executions, f.complete, f.stopped = int(w[1]), w[2] == "1", w[3] == "1"
            elif w[0] == "C":
                f.outcomes = w[1]
            elif w[0] == "V":
                f.breaches.append(Breach(w[1], int(w[2]), w[3] == "1", *map(places, w[4:7])))
            else:
                f.edges.append((int(w[1]), int(w[2]), int(w[3]), places(w[4]), places(w[5])))
        return facts

    def analyse(self, locktidy, level="warning"):
        """The findings of each program; None for one that locktidy fails on."""
        files = [os.path.join(self.dir, f) for f in FILES]
        flags = f"-target {self.kernel.target} -nostdinc -ffreestanding -w".split()
        done = subprocess.run(
            [locktidy, "check", "-q", "-j1", "--color=never", "--level=" + level,
             "--kernel=" + self.kernel.name, "--rules=" + ",".join(RULES), *files, "--", *flags,
             "-I" + HERE + "/include", "-I" + self.dir],
            capture_output=True, text=True, cwd=self.dir)
        if done.returncode not in (0, 1):
            return self._analyse_parts(locktidy, level)
        found = {p.number: [] for p in self.programs}
        for line in done.stdout.splitlines():
            m = re.match(r"(?:.*/)?([abc]\.c):(\d+):\d+: (?:error|warning|advice|note): (.*) "
                         r"\[locktidy-(.*)\]$", line)
            if m:
                file, at = FILES.index(m[1]), int(m[2])
                p = self.program_at(file, at)
                found[p.number].append(Finding(m[4], file, at, m[3]))
        return found

    def _analyse_parts(self, locktidy, level):
        """One half after the other, to find the program that makes it fail."""
        if len(self.programs) == 1:
            return {self.programs[0].number: None}
        found, half = {}, len(self.programs) // 2
        for programs in (self.programs[:half], self.programs[half:]):
            part = Batch(programs, self.dir + "/part")
            part.write()
            for number, findings in part.analyse(locktidy, level).items():
                for f in findings or ():
                    f.place = self._moved(part, number, f.place)
                found[number] = findings
        return found

    def _moved(self, part, number, place):
        """A place of a part in this batch."""
        file, line = place
        there = next(first for first, p in part.starts[file] if p.number == number)
        here = next(first for first, p in self.starts[file] if p.number == number)
        return file, line - there + here

    def function_lines(self, place):
        file, line = place
        starts = self.function_starts[file]
        i = bisect.bisect_right(starts, line)
        end = starts[i] if i < len(starts) else line + 200
        return [(file, n) for n in range(starts[i - 1], end)]

    def program_at(self, file, line):
        owner = None
        for first, p in self.starts[file]:
            if first > line:
                break
            owner = p
        return owner


def build_runtime(cc, directory):
    out = os.path.join(directory, "runtime.o")
    subprocess.run([cc, "-O2", "-c", HERE + "/runtime/runtime.c", "-o", out], check=True)
    return out
