"""What people do with files, on each mounted target turn by turn: workload.py ROUNDS NAME...

A target is mounted on /mnt/NAME; one with + before its name is only asked what must be durable. Prints lines of
"row <tab> target <tab> figure unit"; more is better in every row. Each begins with nothing in the client's memory. The
first round warms up and is not printed.
"""

import io
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
import time

MIB = 1 << 20
BIG_BYTES = 96 * MIB
SMALL_FILES = 400
SYNCED_WRITES = 150
TREE_DIRECTORIES = 15
TREE_FILES = 20
RANDOM_SECONDS = 1.0
ARCHIVE = "/tmp/tree.tar"


def forget():
    """Nothing read afterwards comes from this client's memory."""
    os.sync()
    with open("/proc/sys/vm/drop_caches", "w") as knob:
        knob.write("3")


def calls(name):
    """What the client has asked of a target so far: operation to (requests, milliseconds from sending to the answer)."""
    here, found = False, {}
    with open("/proc/self/mountstats") as lines:
        for line in lines:
            words = line.split()
            if line.startswith("device"):
                here = words[4] == f"/mnt/{name}"
            elif here and len(words) > 8 and words[0].endswith(":") and words[1].isdigit() and words[0].isupper():
                found[words[0].rstrip(":")] = (int(words[1]), int(words[7]))
    return found


def print_calls(row, name, before):
    for operation, (requests, milliseconds) in sorted(calls(name).items()):
        earlier = before.get(operation, (0, 0))
        asked, waited = requests - earlier[0], milliseconds - earlier[1]
        if asked:
            print(f"# {row}, {name}: {operation} {asked} x {waited / asked:.2f} ms", flush=True)


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def make_archive():
    choice = random.Random(7)
    with tarfile.open(ARCHIVE, "w") as archive:
        for d in range(TREE_DIRECTORIES):
            directory = tarfile.TarInfo(f"tree/d{d:02}")
            directory.type, directory.mode = tarfile.DIRTYPE, 0o755
            archive.addfile(directory)
            for f in range(TREE_FILES):
                content = choice.randbytes(choice.choice([200, 1000, 4000, 12000, 40000]))
                file = tarfile.TarInfo(f"tree/d{d:02}/f{f:02}")
                file.size = len(content)
                archive.addfile(file, io.BytesIO(content))


def sequential_write():
    piece = os.urandom(MIB)

    def work():
        fd = os.open("big", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        for _ in range(BIG_BYTES // MIB):
            os.write(fd, piece)
        os.fsync(fd)
        os.close(fd)

    return BIG_BYTES / MIB / timed(work)


def sequential_read():
    def work():
        fd = os.open("big", os.O_RDONLY)
        while os.read(fd, MIB):
            pass
        os.close(fd)

    return BIG_BYTES / MIB / timed(work)


def random_blocks(kind, depth):
    def run():
        out = subprocess.run(
            ["fio", "--name=blocks", "--filename=big", f"--size={BIG_BYTES}", "--direct=1", "--bs=4k", f"--rw={kind}",
             "--ioengine=libaio", f"--iodepth={depth}", "--time_based", f"--runtime={RANDOM_SECONDS}",
             "--output-format=json"],
            check=True, capture_output=True).stdout
        report = json.loads(out[out.index(b"{"):])["jobs"][0]
        return report["read" if kind == "randread" else "write"]["iops"]

    return run


def synced_writes():
    block = os.urandom(4096)

    def work():
        fd = os.open("log", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        for _ in range(SYNCED_WRITES):
            os.write(fd, block)
            os.fsync(fd)
        os.close(fd)

    return SYNCED_WRITES / timed(work)


def each(action):
    def run():
        def work():
            for i in range(SMALL_FILES):
                action(f"small/f{i}", i)

        return SMALL_FILES / timed(work)

    return run


def create(path, _):
    fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    os.write(fd, b"hello\n")
    os.close(fd)


def small_files():
    os.mkdir("small")
    return each(create)()


def list_names():
    found = []
    seconds = timed(lambda: found.extend(os.listdir("small")))
    assert len(found) == SMALL_FILES
    return SMALL_FILES / seconds


def open_read_close(path, _):
    fd = os.open(path, os.O_RDONLY)
    assert os.read(fd, 10) == b"hello\n"
    os.close(fd)


def untar():
    seconds = timed(lambda: subprocess.run(["tar", "xf", ARCHIVE], check=True))
    return TREE_DIRECTORIES * TREE_FILES / seconds


def tar():
    with open("/dev/null", "w") as nowhere:
        # GNU tar does not read what it would write to /dev/null.
        seconds = timed(lambda: subprocess.run("tar cf - tree | cat", shell=True, check=True, stdout=nowhere))
    return TREE_DIRECTORIES * TREE_FILES / seconds


def remove_tree():
    seconds = timed(lambda: subprocess.run(["rm", "-rf", "tree"], check=True))
    return TREE_DIRECTORIES * TREE_FILES / seconds


# (row, unit, promises stable storage, figure)
ROWS = [
    ("96 MiB write + fsync", "MiB/s", False, sequential_write),
    ("96 MiB read", "MiB/s", False, sequential_read),
    ("4k random read, direct, depth 1", "/s", False, random_blocks("randread", 1)),
    ("4k random read, direct, depth 16", "/s", False, random_blocks("randread", 16)),
    ("4k random write, direct, depth 1", "/s", False, random_blocks("randwrite", 1)),
    ("4k random write, direct, depth 16", "/s", False, random_blocks("randwrite", 16)),
    ("4k append + fsync", "/s", True, synced_writes),
    ("small files: create, write, close", "/s", True, small_files),
    ("ls", "entries/s", False, list_names),
    ("stat", "/s", False, each(lambda path, _: os.stat(path))),
    ("open, read, close", "/s", False, each(open_read_close)),
    ("rename", "/s", True, each(lambda path, i: os.rename(path, f"small/g{i}"))),
    ("unlink", "/s", True, each(lambda _, i: os.unlink(f"small/g{i}"))),
    ("untar", "files/s", True, untar),
    ("tar", "files/s", False, tar),
    ("rm -rf", "files/s", True, remove_tree),
]



def main():
    rounds = int(sys.argv[1])
    targets = [(name.lstrip("+"), name.startswith("+")) for name in sys.argv[2:]]
    make_archive()
    for round_number in range(rounds + 1):
        # Who comes later may find the disk busy with what others wrote.
        first = (round_number - 1) % len(targets)
        order = targets[first:] + targets[:first]
        for row, unit, durable, work in ROWS:
            for name, durable_only in order:
                if durable_only and not durable:
                    continue
                os.makedirs(f"/mnt/{name}/run", exist_ok=True)
                os.chdir(f"/mnt/{name}/run")
                forget()
                before = calls(name)
                figure = work()
                if round_number > 0:
                    print(f"{row}\t{name}\t{figure:.1f} {unit}", flush=True)
                    print_calls(row, name, before)
        for name, _ in targets:
            os.chdir("/")
            shutil.rmtree(f"/mnt/{name}/run")


main()
