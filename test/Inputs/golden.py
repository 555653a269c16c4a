"""usage: golden.py FILE COMMAND...

The command's standard output must be the text of FILE. With LOCKTIDY_UPDATE in
the environment (tools/test --update) FILE is written instead. The command's exit
status does not matter; a signal does.
"""
import difflib
import os
import pathlib
import subprocess
import sys

golden, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
if done.returncode < 0:
    sys.exit(f"{command[0]}: signal {-done.returncode}")
if os.environ.get("LOCKTIDY_UPDATE"):
    golden.write_text(done.stdout)
wanted = golden.read_text() if golden.exists() else ""
if done.stdout != wanted:
    sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(True), done.stdout.splitlines(True),
                                               golden.name, "output"))
    sys.exit("not as expected; if it is right: tools/test --update")
