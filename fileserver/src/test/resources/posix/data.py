"""Content: sizes, holes, mappings, appends, and what two clients see of each other's."""

import ctypes
import errno
import fcntl
import mmap
import os
import random
import shutil

from tools import Other, opened, read, refused, same, write

LIBC = ctypes.CDLL(None, use_errno=True)
KEEP_SIZE, PUNCH_HOLE = 1, 2
MEGABYTE = 1 << 20


def sizes(at):
    f = at.a + "/f"
    write(f, b"0123456789")
    os.truncate(f, 4)
    same(read(f), b"0123")
    os.truncate(f, 6000)
    same(read(f), b"0123" + bytes(5996))
    with opened(f, os.O_RDWR) as fd:
        os.ftruncate(fd, 2)
        os.pwrite(fd, b"x", 5)
        same(os.pread(fd, 10, 0), b"01\0\0\0x")
        same(os.fstat(fd).st_size, 6)
        refused(errno.EINVAL, os.ftruncate, fd, -1)
    same(read(at.b + "/f"), b"01\0\0\0x")
    with opened(f) as fd:
        refused((errno.EINVAL, errno.EBADF), os.ftruncate, fd, 0)
        refused(errno.EBADF, os.write, fd, b"x")
    with opened(f, os.O_WRONLY) as fd:
        refused(errno.EBADF, os.read, fd, 1)
    refused(errno.EISDIR, os.truncate, at.a, 0)
    refused(errno.EFBIG, os.truncate, f, 1 << 46)
    write(f, b"new", os.O_WRONLY | os.O_TRUNC)
    same(read(at.b + "/f"), b"new")


def cut_by_the_other_client(at):
    write(at.a + "/f", bytes(range(256)) * 64)
    with opened(at.a + "/f") as fd:
        same(os.pread(fd, 4, 8192), bytes((0, 1, 2, 3)))
        with opened(at.b + "/f", os.O_RDWR) as other:
            os.ftruncate(other, 5000)
        # Close-to-open: whoever opens the file now sees it, and so does everyone else of that client.
        with opened(at.a + "/f") as again:
            same((os.fstat(again).st_size, os.pread(again, 9, 8192)), (5000, b""))
        same((os.fstat(fd).st_size, os.pread(fd, 9, 8192)), (5000, b""))
    with opened(at.a + "/f", os.O_RDWR) as fd:
        os.pwrite(fd, b"end", 6000)
        same(os.pread(fd, 2000, 4999), bytes((135,)) + bytes(1000) + b"end")
    same(read(at.b + "/f")[4999:], bytes((135,)) + bytes(1000) + b"end")
    write(at.b + "/f", b"", os.O_WRONLY | os.O_TRUNC)
    same(read(at.a + "/f"), b"")


def holes(at):
    f = at.a + "/f"
    with opened(f, os.O_CREAT | os.O_RDWR) as fd:
        os.pwrite(fd, b"data", 64 * MEGABYTE)
        os.pwrite(fd, b"end", 1 << 36)
        os.fsync(fd)
        same(os.fstat(fd).st_size, (1 << 36) + 3)
        same(os.pread(fd, 9, MEGABYTE), bytes(9))
        same(os.pread(fd, 8, 64 * MEGABYTE - 4), b"\0\0\0\0data")
        first_data = os.lseek(fd, 0, os.SEEK_DATA)
        hole = os.lseek(fd, 64 * MEGABYTE, os.SEEK_HOLE)
        # Whatever is told: no data is in a hole, and the file's end is one.
        assert first_data <= 64 * MEGABYTE < hole, (first_data, hole)
        same(os.lseek(fd, 1 << 36, os.SEEK_HOLE), (1 << 36) + 3)
        refused(errno.ENXIO, os.lseek, fd, 1 << 37, os.SEEK_DATA)
        if first_data == 0:
            same(at.local, False)
            at.differs("no-holes-told")
        assert os.fstat(fd).st_blocks < 2048, os.fstat(fd).st_blocks
    assert os.stat(at.b + "/f").st_blocks < 2048


def space_in_advance(at):
    f = at.a + "/f"
    write(f, b"content")
    with opened(f, os.O_RDWR) as fd:
        for mode in (0, KEEP_SIZE, PUNCH_HOLE | KEEP_SIZE):
            done = LIBC.fallocate(fd, mode, ctypes.c_long(0), ctypes.c_long(8192))
            if at.local:
                same(done, 0)
            else:
                same((done, ctypes.get_errno()), (-1, errno.EOPNOTSUPP))
        same(os.pread(fd, 7, 0), bytes(7) if at.local else b"content")
        # The C library writes zeros where the file system cannot (posix_fallocate(3)).
        os.posix_fallocate(fd, 0, 20000)
        same(os.fstat(fd).st_size, 20000)
    if not at.local:
        at.differs("no-fallocate")


def mappings(at):
    f = at.a + "/f"
    write(f, bytes(3 * 4096))
    with opened(f, os.O_RDWR) as fd, mmap.mmap(fd, 3 * 4096) as shared, mmap.mmap(fd, 3 * 4096, mmap.MAP_PRIVATE) as private:
        shared[4094:4098] = b"over"
        same(os.pread(fd, 6, 4093), b"\0over\0", "a page written by mapping is read")
        os.pwrite(fd, b"pwritten", 100)
        same(shared[100:108], b"pwritten", "what is written is in the mapping")
        private[0:4] = b"mine"
        same((shared[0:4], os.pread(fd, 4, 0)), (bytes(4), bytes(4)))
        shared.flush()
    same(read(at.b + "/f")[4093:4099], b"\0over\0")
    with opened(f, os.O_RDWR) as fd:
        with mmap.mmap(fd, 4096) as shared:
            shared[0:5] = b"still"
    # munmap and close are enough for the file to be as it was made.
    same(read(at.b + "/f")[:5], b"still")
    with opened(at.b + "/f") as fd, mmap.mmap(fd, 0, prot=mmap.PROT_READ) as mapped:
        same(mapped[:5], b"still")


def ways_of_writing(at):
    blob = random.Random(5).randbytes(MEGABYTE + 4096)
    block = mmap.mmap(-1, len(blob))
    block[:] = blob
    with opened(at.a + "/direct", os.O_CREAT | os.O_RDWR | os.O_DIRECT) as fd:
        same(os.pwrite(fd, block, 0), len(blob))
        page = mmap.mmap(-1, 4096)
        same(os.preadv(fd, [page], MEGABYTE), 4096)
        same(page[:], blob[MEGABYTE:])
    same(read(at.b + "/direct"), blob)
    for flag in (os.O_SYNC, os.O_DSYNC):
        write(at.a + "/sync", b"synchronous", os.O_CREAT | os.O_WRONLY | flag)
        same(read(at.b + "/sync"), b"synchronous")
    with opened(at.a + "/vector", os.O_CREAT | os.O_RDWR) as fd:
        same(os.pwritev(fd, [b"one", b"", b"three"], 5), 8)
        parts = [bytearray(2), bytearray(10)]
        same(os.preadv(fd, parts, 4), 9)
        same(bytes(parts[0] + parts[1]), b"\0onethree\0\0\0")
        os.fsync(fd)
        os.fdatasync(fd)
    shutil.copyfile(at.a + "/direct", at.a + "/copied")
    same(read(at.b + "/copied"), blob)
    with opened(at.a + "/direct") as source, opened(at.a + "/ranges", os.O_CREAT | os.O_RDWR) as target:
        left = len(blob)
        while left:
            left -= os.copy_file_range(source, target, left)
    same(read(at.a + "/ranges"), blob)


def appends(at):
    f = at.a + "/f"
    write(f, b"start ")
    append = os.O_WRONLY | os.O_APPEND
    with opened(f, append) as fd:
        os.lseek(fd, 0, os.SEEK_SET)
        os.write(fd, b"one ")
        with opened(f, os.O_WRONLY) as other:
            os.pwrite(other, b"two ", 10)
        os.write(fd, b"three ")
    same(read(f), b"start one two three ")
    for i in range(3):
        write(at.a + "/f", b"a%d " % i, append)
        write(at.b + "/f", b"b%d, longer " % i, append)
    same(read(at.a + "/f"), b"start one two three a0 b0, longer a1 b1, longer a2 b2, longer ")
    # Another client cuts the file: the end is where it left it.
    os.truncate(at.b + "/f", 5)
    write(at.a + "/f", b"!", append)
    same(read(at.b + "/f"), b"start!")


def appends_under_a_lock(at):
    """Two processes of two clients that keep the file open; a lock makes each see what the other did."""
    rounds = 10
    write(at.a + "/log", b"")

    def appender(path, name):
        def work(say, heard):
            with opened(path, os.O_RDWR | os.O_APPEND) as fd:
                say("open")
                heard()
                for i in range(rounds):
                    fcntl.lockf(fd, fcntl.LOCK_EX)
                    os.write(fd, b"%s%d\n" % (name, i) * (1 + i % 3))
                    fcntl.lockf(fd, fcntl.LOCK_UN)

        return work

    others = [Other(appender(at.a + "/log", b"a")), Other(appender(at.b + "/log", b"b"))]
    for other in others:
        other.said("open")
    for other in others:
        other.hears("go")
    for other in others:
        other.ended()
    lines = read(at.a + "/log").split(b"\n")[:-1]
    wanted = [b"%s%d" % (name, i) for name in (b"a", b"b") for i in range(rounds) for _ in range(1 + i % 3)]
    same(sorted(lines), sorted(wanted))


def a_counter_under_a_lock(at):
    """Locks guard what is cached: each holder reads what the last one wrote (nfs(5), data and metadata coherence)."""
    rounds = 15
    write(at.a + "/counter", b"0000")

    def counts(path):
        def work(say, heard):
            with opened(path, os.O_RDWR) as fd:
                say("open")
                heard()
                for _ in range(rounds):
                    fcntl.lockf(fd, fcntl.LOCK_EX)
                    number = int(os.pread(fd, 4, 0))
                    os.pwrite(fd, b"%04d" % (number + 1), 0)
                    fcntl.lockf(fd, fcntl.LOCK_UN)

        return work

    others = [Other(counts(client + "/counter")) for client in (at.a, at.b)]
    for other in others:
        other.said("open")
    for other in others:
        other.hears("go")
    for other in others:
        other.ended()
    same((read(at.a + "/counter"), read(at.b + "/counter")), (b"%04d" % (2 * rounds),) * 2)


def close_to_open(at):
    """RFC 8881 section 10.3.1: what was closed is seen by whoever opens afterwards."""
    for i, (here, there) in enumerate([(at.a, at.b), (at.b, at.a)] * 3):
        text = b"version %d " % i * (i + 1)
        write(here + "/f", text)
        same(read(there + "/f"), text)
        with opened(there + "/f") as fd:
            same(os.fstat(fd).st_size, len(text))
    # Of the same size, and a page that the other one has cached.
    write(at.a + "/f", b"same size 1")
    same(read(at.b + "/f"), b"same size 1")
    write(at.a + "/f", b"same size 2", os.O_WRONLY)
    same(read(at.b + "/f"), b"same size 2")
    # fsync is enough for the writer, an open for the reader.
    with opened(at.a + "/f", os.O_WRONLY) as fd:
        os.pwrite(fd, b"SYNC", 0)
        os.fsync(fd)
        same(read(at.b + "/f"), b"SYNC size 2")


def random_changes(at):
    """A buffer in memory is the judge; each step by one client or the other, opened and closed."""
    chance = random.Random(1)
    twin = bytearray()
    write(at.a + "/f", b"")
    for step in range(60):
        path = (at.a if chance.random() < 0.5 else at.b) + "/f"
        with opened(path, os.O_RDWR) as fd:
            for _ in range(3):
                offset, length = chance.randrange(40_000), chance.randrange(1, 9_000)
                match chance.randrange(4):
                    case 0:
                        os.ftruncate(fd, offset)
                        twin = twin[:offset] + bytes(max(0, offset - len(twin)))
                    case 1:
                        same(os.pread(fd, length, offset), bytes(twin[offset : offset + length]), f"step {step}")
                    case _:
                        piece = chance.randbytes(length)
                        os.pwrite(fd, piece, offset)
                        twin = twin + bytes(max(0, offset + length - len(twin)))
                        twin[offset : offset + length] = piece
            same(os.fstat(fd).st_size, len(twin), f"step {step}")
    same(read(at.a + "/f"), bytes(twin))
    same(read(at.b + "/f"), bytes(twin))


CHECKS = (
    sizes,
    cut_by_the_other_client,
    holes,
    space_in_advance,
    mappings,
    ways_of_writing,
    appends,
    appends_under_a_lock,
    a_counter_under_a_lock,
    close_to_open,
    random_changes,
)
