"""Compares what a run of pynfs printed with the tests that are expected not to pass.

usage: judge.py LIST RUN LOG    LIST is docs/pynfs.md, RUN the name of a run in its tables, LOG pynfs's output

Prints the counts. Exit status 1 when a test that is not listed did not pass, or when a listed one did.
"""
import re
import sys

listing, run, log = sys.argv[1:]
outcome = re.compile(r"^(\w+)\s+st_\w+\.\w+\s+: (PASS|WARNING|FAILURE|OMIT|UNSUPPORTED)")
row = re.compile(r"^\| ([A-Z][\w ]*) \| ([\w., -]+) \| .+ \|$")

expected = set()
with open(listing, encoding="utf-8") as lines:
    for line in lines:
        found = row.match(line)
        if found and run in [name.strip() for name in found[2].split(",")]:
            expected.update(found[1].split())

outcomes = {}
asked = None
with open(log, encoding="utf-8", errors="replace") as lines:
    for line in lines:
        found = outcome.match(line)
        if found:
            outcomes[found[1]] = found[2]
        counted = re.match(r"^Command line asked for (\d+) of", line)
        if counted:
            asked = int(counted[1])
if asked is None:
    sys.exit(f"{run}: pynfs did not run to its end; see {log}")

passed = {code for code, what in outcomes.items() if what in ("PASS", "WARNING")}
missed = set(outcomes) - passed
warned = sorted(code for code, what in outcomes.items() if what == "WARNING")
print(f"{run}: {len(passed)} of {asked} pass ({len(warned)} with a warning: {' '.join(warned) or 'none'}),"
      f" {len(missed & expected)} listed ones do not")
surprises = sorted(missed - expected)
recovered = sorted(expected & passed)
if surprises:
    print(f"{run}: do not pass and are not listed: " + ", ".join(f"{code} {outcomes[code]}" for code in surprises))
if recovered:
    print(f"{run}: pass and are listed as failing: " + " ".join(recovered))
sys.exit(1 if surprises or recovered else 0)
