"""A C source file as far as scripted edits need it: functions, and calls that are
statements of their own. Edits keep line numbers, so that findings before and after can
be compared by line.
"""
import bisect
import re
from dataclasses import dataclass, field

NOT_CODE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
# A body is between braces in the first column, as in every kernel's style.
BODY = re.compile(r"^\{[^\n]*\n(.*?)^\}", re.S | re.M)
HEAD = re.compile(r"(\w+)\s*\((?:[^(){};]|\([^()]*\))*\)\s*$")
ARGUMENTS = r"\(((?:[^();]|\((?:[^();]|\([^();]*\))*\))*)\)"


def blanked(text):
    """text without comments and the insides of strings, of the same length."""

    def blank(match):
        token = match.group()
        if token[0] in "\"'":
            return token[0] + "_" * (len(token) - 2) + token[-1]
        return re.sub(r"[^\n]", " ", token)

    return NOT_CODE.sub(blank, text)


@dataclass
class Call:
    """`name(arguments);` as a statement; depth 1 is the outermost of the function."""

    name: str
    arguments: list
    begin: int
    end: int  # behind the semicolon
    depth: int

    @property
    def lock(self):
        return self.arguments[0] if self.arguments else ""


@dataclass
class Function:
    name: str
    head: str
    begin: int  # of the body
    end: int


@dataclass
class Edit:
    """text[begin:end] becomes `text`; a finding of it stands within `lines`."""

    begin: int
    end: int
    text: str
    lines: range
    words: list = field(default_factory=list)  # one of them is in its message


def split_arguments(text):
    """The arguments of a call, without spaces between tokens of an operator."""
    parts, depth, last = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if c == "," and depth == 0:
            parts.append(text[last:i])
            last = i + 1
    parts.append(text[last:])
    return [re.sub(r"\s+", "", p) for p in parts if p.strip()]


class Source:
    def __init__(self, path):
        with open(path, encoding="latin-1", newline="") as file:
            self.text = file.read()
        self.code = blanked(self.text)
        self.newlines = [i for i, c in enumerate(self.text) if c == "\n"]
        self.answers = {}
        self.functions = list(self.find_functions())

    def find_functions(self):
        ifs = [m.start() for m in re.finditer(r"^[ \t]*#[ \t]*if", self.code, re.M)]
        ends = [m.start() for m in re.finditer(r"^[ \t]*#[ \t]*endif", self.code, re.M)]
        for body in BODY.finditer(self.code):
            before = self.code[max(0, body.start() - 600) : body.start()]
            head = HEAD.search(before)
            # What may not be compiled is no place for an edit.
            open_ifs = bisect.bisect(ifs, body.start()) - bisect.bisect(ends, body.start())
            if head and not open_ifs and not re.search(r"^\s*#", body.group(1), re.M):
                start = before.rfind("\n}", 0, head.start()) + 1
                yield Function(head.group(1), before[start:], body.start(1), body.end(1))

    def has(self, pattern):
        """Whether pattern is somewhere in the file; asked for each of its functions."""
        if pattern not in self.answers:
            self.answers[pattern] = re.search(pattern, self.code) is not None
        return self.answers[pattern]

    def line(self, offset):
        return bisect.bisect_left(self.newlines, offset) + 1

    def lines(self, function):
        return range(self.line(function.begin) - 1, self.line(function.end) + 2)

    def calls(self, function, names):
        """Statements that call one of names, in order."""
        pattern = re.compile(r"(?:\(\s*void\s*\)\s*)?\b(" + "|".join(names) + r")\s*" + ARGUMENTS + r"\s*;")
        depth, last = 1, function.begin
        for match in pattern.finditer(self.code, function.begin, function.end):
            between = self.code[last : match.start()]
            depth += between.count("{") - between.count("}")
            last = match.start()
            before = self.code[function.begin : match.start()].rstrip()
            # An `if` without braces, a label or a macro before it: left alone.
            if not before or before[-1] in ";{}":
                yield Call(match.group(1), split_arguments(match.group(2)), match.start(), match.end(), depth)

    def depth(self, function, offset):
        part = self.code[function.begin : offset]
        return 1 + part.count("{") - part.count("}")

    def next_code(self, offset):
        """What comes behind offset, without spaces before it."""
        return self.code[offset:].lstrip()

    def edited(self, edit):
        assert edit.text.count("\n") == self.text[edit.begin : edit.end].count("\n")
        return self.text[: edit.begin] + edit.text + self.text[edit.end :]
