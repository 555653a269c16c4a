# Which programs are used, and where they are found.
import os
import shutil
import sys

from .execute import HERE, build_runtime

ROOT = os.path.dirname(os.path.dirname(HERE))


class Tools:
    def __init__(self, locktidy, cc, directory):
        self.locktidy = os.path.abspath(locktidy)
        self.cc = cc
        os.makedirs(directory, exist_ok=True)
        self.runtime = build_runtime(cc, directory)


def find_locktidy(given):
    for path in (given, os.environ.get("LOCKTIDY"), ROOT + "/build/bin/locktidy"):
        if path:
            if os.access(path, os.X_OK):
                return path
            sys.exit(f"{sys.argv[0]}: no program {path}")
    return None


def find_cc(given):
    for name in (given, os.environ.get("CC"), "clang-22", "clang-19", "clang"):
        if name and shutil.which(name):
            return name
    sys.exit(f"{sys.argv[0]}: no C compiler; see --cc")
