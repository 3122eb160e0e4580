"""One fixed workload on a mounted directory. Prints "ROW SECONDS" a line. usage: workload.py DIRECTORY MEGABYTES FILES OPERATIONS
Caches are dropped between its parts if the machine lets it: run it in a guest of its own.
"""

import concurrent.futures
import io
import mmap
import os
import random
import shutil
import subprocess
import sys
import tarfile
import time

root, megabytes, files, operations = sys.argv[1], *map(int, sys.argv[2:5])
MEGABYTE, PAGE, BLOCK = 1 << 20, 4096, 16384
chance = random.Random(7)


def drop_caches():
    os.sync()
    with open("/proc/sys/vm/drop_caches", "w") as caches:
        caches.write("3")


def row(name, work, cold=False):
    if cold:
        drop_caches()
    began = time.perf_counter()
    work()
    print(f"{name} {time.perf_counter() - began:.4f}", flush=True)


def write_big():
    block = chance.randbytes(MEGABYTE)
    fd = os.open("big", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    for _ in range(megabytes):
        os.write(fd, block)
    os.fsync(fd)
    os.close(fd)


def read_big():
    fd = os.open("big", os.O_RDONLY)
    while os.read(fd, MEGABYTE):
        pass
    os.close(fd)


def direct(threads, writing):
    """Pages anywhere in the big file, past the kernel's cache."""

    def some(seed):
        places = random.Random(seed)
        page = mmap.mmap(-1, PAGE)
        fd = os.open("big", os.O_RDWR | os.O_DIRECT)
        for _ in range(operations // threads):
            offset = places.randrange(megabytes * MEGABYTE // PAGE) * PAGE
            if writing:
                os.pwrite(fd, page, offset)
            else:
                os.preadv(fd, [page], offset)
        os.close(fd)

    with concurrent.futures.ThreadPoolExecutor(threads) as workers:
        list(workers.map(some, range(threads)))


def commits(size, sync, appending):
    block = b"x" * size
    fd = os.open("log", os.O_CREAT | os.O_RDWR)
    for i in range(operations // 4):
        os.pwrite(fd, block, i * size if appending else chance.randrange(64) * size)
        sync(fd)
    os.close(fd)


def small_appends():
    fd = os.open("lines", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    for i in range(operations):
        os.write(fd, b"a line of a log, as programs write them: %d\n" % i)
    os.close(fd)


def create():
    for i in range(files):
        fd = os.open(f"m/f{i}", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        os.write(fd, b"hello\n")
        os.close(fd)


def open_read_close():
    for i in range(files):
        fd = os.open(f"m/f{i}", os.O_RDONLY)
        os.read(fd, 10)
        os.close(fd)


def archive():
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as tar:
        for i in range(files):
            if i % 20 == 0:
                directory = tarfile.TarInfo(f"tree/d{i // 20:03}")
                directory.type, directory.mode = tarfile.DIRTYPE, 0o755
                tar.addfile(directory)
            content = chance.randbytes(chance.choice([200, 1000, 4000, 12000, 40000]))
            member = tarfile.TarInfo(f"tree/d{i // 20:03}/f{i % 20:02}")
            member.size, member.mode = len(content), 0o644
            tar.addfile(member, io.BytesIO(content))
    return whole.getvalue()


def tar(*arguments, **options):
    subprocess.run(["tar", *arguments], check=True, **options)


os.makedirs(root)
os.chdir(root)
row(f"write {megabytes} MiB + fsync", write_big)
row(f"read {megabytes} MiB, cold", read_big, cold=True)
row("4k random read, direct, 1 thread", lambda: direct(1, False))
row("4k random read, direct, 8 threads", lambda: direct(8, False))
row("4k random write, direct, 1 thread", lambda: direct(1, True))
row("4k random write, direct, 8 threads", lambda: direct(8, True))
row("append 4k + fsync", lambda: commits(PAGE, os.fsync, True))
row("pwrite 16k + fdatasync", lambda: commits(BLOCK, os.fdatasync, False))
row("small appends, then close", small_appends)
os.mkdir("m")
row("create + write + close", create)
row("list, cold", lambda: os.listdir("m"), cold=True)
row("stat, cold", lambda: [os.stat(f"m/f{i}") for i in range(files)], cold=True)
row("open + read + close", open_read_close)
row("rename", lambda: [os.rename(f"m/f{i}", f"m/g{i}") for i in range(files)])
row("unlink", lambda: [os.unlink(f"m/g{i}") for i in range(files)])
content = archive()
row(f"untar of {files} files", lambda: tar("xf", "-", input=content))
row("tar of them, cold", lambda: tar("cf", "-", "tree", stdout=subprocess.DEVNULL), cold=True)
row("rm -r of them", lambda: subprocess.run(["rm", "-r", "tree"], check=True))
os.chdir("/")
shutil.rmtree(root)
