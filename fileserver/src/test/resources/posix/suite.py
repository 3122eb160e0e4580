"""What programs may expect of a file system, by POSIX.1-2017 XSH and, between clients, by RFC 8881 section 10 (close-to-open).

usage: suite.py KIND A B [--entries N] [--only NAME]
  KIND: local, nfs4.0, nfs4.1 or fuse: what A and B are
  A, B: one empty directory as two clients see it; on a local file system the same one twice
Needs root. Prints "ok CHECK" or "FAILED CHECK" with the reason, and "differs CHECK: REASON" where a file system over NFS is not
as a local one is: each of DIFFERENCES, and nothing else. Its last line counts.
"""

import ctypes
import os
import sys
import time
import traceback

import data
import directories
import locks
import names
import permissions
import times
from tools import Place

PR_SET_SECUREBITS = 28
DIFFERENCES = {
    "no-holes-told": "SEEK_HOLE and SEEK_DATA came with NFSv4.2: the whole file is told as data",
    "no-fallocate": "ALLOCATE and DEALLOCATE came with NFSv4.2: fallocate(2) is EOPNOTSUPP",
    "no-rename-flags": "RENAME4 has no flags: renameat2(2) with any is EINVAL",
    "utf8-only": "names are UTF-8 (RFC 7530 section 12.7): others are refused",
    "no-devices": "EFS makes no block and character devices",
    "silly-rename": "Linux's NFS client renames an open file that is removed (.nfs...), so it keeps a name until it is closed",
    "no-tmpfile": "NFS opens by name: O_TMPFILE is EOPNOTSUPP",
    "flock-needs-write": "a flock is a lock on the whole file, exclusive only for who may write (flock(2), NFS details)",
    "no-atime": "EFS does not note that a file was read",
}


def main():
    kind, a, b = sys.argv[1:4]
    options = dict(zip(sys.argv[4::2], sys.argv[5::2]))
    os.umask(0o022)
    # A thread that serves files keeps root's capabilities when it makes some for others, and hands that on to what it starts.
    ctypes.CDLL(None).prctl(PR_SET_SECUREBITS, 0, 0, 0, 0)
    counts = {"ok": 0, "FAILED": 0, "differs": 0}

    def differs(check, reason):
        counts["differs"] += 1
        print(f"differs {check}: {DIFFERENCES[reason]}", flush=True)

    for module in (names, permissions, times, data, directories, locks):
        for check in module.CHECKS:
            name = f"{module.__name__}.{check.__name__}"
            if not name.startswith(options.get("--only", "")):
                continue
            place = Place(kind, a, b, name, int(options.get("--entries", "1000")), differs)
            began = time.monotonic()
            try:
                with place:
                    check(place)
                counts["ok"] += 1
                print(f"ok {name} ({time.monotonic() - began:.2f} s)", flush=True)
            except Exception:
                counts["FAILED"] += 1
                print(f"FAILED {name}\n{traceback.format_exc()}", flush=True)
    left = os.listdir(a)
    if left:
        counts["FAILED"] += 1
        print(f"FAILED: left behind {left}")
    print(f"suite: {counts['ok']} ok, {counts['FAILED']} failed, {counts['differs']} differ", flush=True)
    sys.exit(counts["FAILED"] != 0)


if __name__ == "__main__":
    main()
