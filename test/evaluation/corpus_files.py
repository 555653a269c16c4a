"""Which files of a kernel source tree count as driver files, by the rule of the
description of that tree (a JSON file with the key `tu_rule`, `tu_globs` or
`groups`), made apart from locktidy from the lists of the kernel's own build.

    files(json.load(open("netbsd.json")), "/src/netbsd") -> ["sys/dev/...", ...]

A description leaves out files of other machines and what its snapshot lacks
(`exclude_regex`, `excluded_files`).
"""
import os
import re


def text(path):
    with open(path, encoding="latin-1") as file:
        return file.read()


def walk(root):
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            yield os.path.join(folder, name)


def words(line):
    return line.split("#")[0].split()


def config_lists(root):
    """config(1) of NetBSD and OpenBSD: `file dev/x.c`, after `prefix dev`."""
    lists = [f for f in walk(root) if os.path.basename(f).startswith("files") and not f.endswith((".c", ".h"))]
    lists += [f for f in walk(os.path.join(root, "conf")) if os.path.dirname(f) == os.path.join(root, "conf")]
    for path in sorted(set(lists)):
        prefix = ""
        for line in text(path).splitlines():
            match words(line):
                case ["prefix", *rest]:
                    prefix = rest[0] + "/" if rest else ""
                case ["file", name, *_]:
                    yield from (name.replace("$S/", ""), prefix + name)


def option_lists(root, names):
    """config(8) of FreeBSD and DragonFly: `dev/x.c optional x`."""
    for name in names:
        path = os.path.join(root, name)
        if os.path.exists(path):
            yield from (line_words[0] for line_words in map(words, text(path).splitlines()) if line_words)


def makefile_sources(root, below):
    """SRCS of the Makefiles, where .PATH says that they are."""
    for makefile in walk(os.path.join(root, below)):
        if os.path.basename(makefile) != "Makefile":
            continue
        here = os.path.dirname(makefile)
        lines = [line.split("#")[0] for line in text(makefile).replace("\\\n", " ").splitlines()]
        full = "\n".join(lines).replace("${.CURDIR}", here)
        paths = [here]
        for found in re.findall(r"^\s*\.PATH:(.*)$", full, re.M):
            paths += [os.path.join(here, path.replace("@", root)) for path in found.split()]
        for found in re.findall(r"^\s*SRCS\s*[:?+]?=(.*)$", full, re.M):
            for name in found.split():
                places = [os.path.join(path, name.replace("@", root)) for path in paths]
                place = next(filter(os.path.exists, places), None)
                if place:
                    yield os.path.relpath(os.path.realpath(place), os.path.realpath(root))


def by_build_lists(rule, tree):
    root = os.path.join(tree, "sys")
    if rule["corpus"] in ("netbsd", "openbsd"):
        names = set(config_lists(root))
    elif rule["corpus"] == "dragonfly":
        names = set(option_lists(root, ["conf/files", "platform/pc64/conf/files"])) | set(makefile_sources(root, ""))
    else:
        names = set(option_lists(root, ["conf/files", "conf/files.amd64", "conf/files.i386"]))
        names |= set(makefile_sources(root, "modules"))
    groups = re.search(r"\{(.*?)\}", rule["tu_rule"])[1].split(",")
    excluded = re.compile(rule.get("exclude_regex") or "(?!)")
    for name in map(os.path.normpath, names):
        if not name.endswith(".c") or name.split("/")[0] not in groups or excluded.search(name):
            continue
        # A group of its own, which the description does not count.
        if rule["corpus"] == "openbsd" and name.startswith("dev/pci/drm/"):
            continue
        if os.path.isfile(os.path.join(root, name)):
            yield "sys/" + name


def by_globs(rule, tree):
    """illumos: all of the kernel's folders; of shared code what its makefiles name."""
    excluded = set(rule["excluded_files"]["files"])
    objects, prefixes = set(), {}
    for folder in ("common", "intel", "i86pc"):
        for path in walk(os.path.join(tree, "usr/src/uts", folder)):
            if os.path.basename(path).startswith("Makefile"):
                makefile = text(path)
                objects.update(re.findall(r"[\w.-]+\.o\b", makefile))
                # The object x.o of the source x.c may have a longer name.
                for prefix, place in re.findall(r"/(\w*)%\.o:\s+(?:\$\(COMMONBASE\)|\$\(SRC\)/common)/([\w./-]+)/%\.c", makefile):
                    prefixes["usr/src/common/" + place] = prefix
    for glob in rule["tu_globs"]:
        folder = glob.split(" ")[0].split("**")[0]
        for path in walk(os.path.join(tree, folder)):
            name = os.path.relpath(path, tree)
            if not name.endswith(".c") or name in excluded:
                continue
            place, base = os.path.split(name)
            shared = folder.startswith("usr/src/common")
            if not shared or place in prefixes and prefixes[place] + base[:-2] + ".o" in objects:
                yield name


def by_groups(rule):
    for group in rule["groups"]:
        yield from group.get("files", [])
        for names in group.get("modules", {}).values():
            yield from names


def files(rule, tree):
    if "tu_rule" in rule:
        found = by_build_lists(rule, tree)
    elif "tu_globs" in rule:
        found = by_globs(rule, tree)
    else:
        found = by_groups(rule)
    return sorted(set(found))
