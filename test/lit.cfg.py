# The lit tests: everything but test/unit. CONTRIBUTING.md says how to run one.
#
#   %locktidy      the command line tool
#   %check-expect  tools/check-expectations with that tool
#   %idiom         test/idioms/run with that tool
#   %golden        FILE COMMAND...: the output of the command is the file
#   %tidy          clang-tidy of the LLVM in use with the plugin loaded, and no
#                  configuration file: name the checks, --checks='-*,locktidy-*'
#   %tidy-with     the same, to be given a --config
#   %other-tidy    clang-tidy of the other major version, without a plugin
#   %plugin        the plugin
#   %clang         the compiler of the LLVM in use
#   %bin           the directory of locktidy
#   %examples      docs/examples
#   %freebsd       flags for a FreeBSD driver with the headers of the examples
#   %illumos       the same for illumos
#   %kernel-NAME   flags for the tests of that kernel's model, test/kernels
#   %root          the source tree
#   %version       the version of locktidy
#
# FileCheck, not and split-file are those of the LLVM in use. Features:
# `llvm-22` or `llvm-19`, `asan`, `other-tidy`, `pre-commit`, `git`, `gcc`.
import os
import shutil

import lit.formats

config.name = "locktidy-" + config.llvm_major
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".test"]
config.excludes = ["Inputs", "unit"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.build_root, "test")
config.available_features.add("llvm-" + config.llvm_major)

config.environment["PATH"] = os.pathsep.join([config.llvm_tools, os.environ["PATH"]])
# The tests say themselves when they want colour or a cache.
config.environment["NO_COLOR"] = "1"
config.environment["LC_ALL"] = "C.UTF-8"
if "LOCKTIDY_UPDATE" in os.environ:
    config.environment["LOCKTIDY_UPDATE"] = os.environ["LOCKTIDY_UPDATE"]
if config.sanitize:
    config.available_features.add("asan")

other_major = "19" if config.llvm_major == "22" else "22"
other_tidy = shutil.which("clang-tidy-" + other_major)
if other_tidy:
    config.available_features.add("other-tidy")
if shutil.which("pre-commit") and shutil.which("git"):
    config.available_features.add("pre-commit")

if shutil.which("git"):
    config.available_features.add("git")
if shutil.which("gcc"):
    config.available_features.add("gcc")

locktidy = config.build_root + "/bin/locktidy"
examples = config.source_root + "/docs/examples"
kernel_flags = "-nostdinc -ffreestanding -D_KERNEL -I" + examples + "/include/"
plugin = f"{config.build_root}/lib/locktidy-clang-tidy-{config.llvm_major}.so"
kernels = {}
with open(config.source_root + "/test/kernels/flags.py", encoding="utf-8") as file:
    exec(file.read(), kernels)
config.substitutions += [
    (rf"%kernel-{name}\b", flags)
    for name, flags in kernels["flags"](config.source_root).items()
]
config.substitutions += [
    (r"%locktidy\b", locktidy),
    (r"%check-expect\b", f"{config.python} {config.source_root}/tools/check-expectations --locktidy {locktidy}"),
    (r"%idiom\b", f"{config.python} {config.source_root}/test/idioms/run --locktidy {locktidy}"),
    (r"%golden\b", f"{config.python} {config.source_root}/test/Inputs/golden.py"),
    (r"%tidy-with\b", f"{config.llvm_tools}/clang-tidy --load={plugin} --quiet"),
    (r"%tidy\b", f"{config.llvm_tools}/clang-tidy --load={plugin} --quiet --config={{}}"),
    (r"%other-tidy\b", other_tidy or "other-tidy"),
    (r"%plugin\b", plugin),
    (r"%clang\b", config.llvm_tools + "/clang"),
    (r"%bin\b", config.build_root + "/bin"),
    (r"%examples\b", examples),
    (r"%freebsd\b", "-target x86_64-unknown-freebsd7.0 " + kernel_flags + "freebsd"),
    (r"%illumos\b", "-target x86_64-pc-solaris2.11 " + kernel_flags + "illumos"),
    (r"%root\b", config.source_root),
    (r"%python\b", config.python),
    (r"%version\b", config.version),
]
