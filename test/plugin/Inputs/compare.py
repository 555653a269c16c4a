"""usage: compare.py FILE... -- TOOL... -- TIDY... -- FLAGS...

Runs tool and plugin on each file alone; their findings with all notes must be
equal, but for the severity, their order (the tool prints errors first), and that the
tool joins findings of one cause: of all but one it gives the place alone, by a note that
ends with the rule.
"""
import re
import subprocess
import sys

JOINED = re.compile(r"^also in .*(\[locktidy-[a-z0-9-]+\])$")
LINE = re.compile(r"^(\S+?):(\d+):(\d+): (error|warning|note): (.*)$")


def lines(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True, check=False)
    found = []
    for match in filter(None, map(LINE.match, done.stdout.splitlines())):
        name, line, column, kind, text = match.groups()
        if not name.startswith("/"):
            name = "/" + name  # the tool prints paths below its directory short
        found.append((name, line, column, "note" if kind == "note" else "finding", text))
    return found


def joined(ours, theirs):
    """Both, without those of which the tool gives the place alone."""
    places = {(*line[:3], rule[1]) for line in ours if (rule := JOINED.match(line[4]))}
    kept, dropping = [], False
    for line in theirs:
        if line[3] == "finding":
            dropping = (*line[:3], line[4].split()[-1]) in places
        if not dropping:
            kept.append(line)
    return [line for line in ours if not JOINED.match(line[4])], kept


def by_place(found):
    """The lines of each finding together, the findings in the order of the file."""
    findings = []
    for line in found:
        if line[3] == "finding" or not findings:
            findings.append([])
        findings[-1].append(line)
    findings.sort(key=lambda f: (f[0][0], int(f[0][1]), int(f[0][2]), f))
    return [line for finding in findings for line in finding]


def main(argv):
    groups = " ".join(argv).split(" -- ")
    files, tool, tidy, flags = (group.split() for group in groups)
    total = 0
    for file in files:
        ours, theirs = map(by_place, joined(lines([*tool, file, "--", *flags]),
                                            lines([*tidy, file, "--", *flags])))
        total += len(ours)
        if ours != theirs:
            print(f"{file}: tool and plugin differ")
            for line in ours:
                print("  tool:  ", *line) if line not in theirs else None
            for line in theirs:
                print("  plugin:", *line) if line not in ours else None
            return 1
    print(f"{len(files)} files, {total} lines")
    return 0 if total else 1


sys.exit(main(sys.argv[1:]))
