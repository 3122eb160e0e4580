"""What a POSIX program may expect of a mounted directory. Usage: posix_checks.py DIRECTORY. Needs root."""
import ctypes
import errno
import hashlib
import mmap
import os
import stat
import sys

root = os.path.abspath(sys.argv[1])
os.chdir(root)


def refused(expected, call, *args, **options):
    try:
        call(*args, **options)
    except OSError as e:
        assert e.errno == expected, f"{call.__name__}{args}: {e}, not {errno.errorcode[expected]}"
        return
    raise AssertionError(f"{call.__name__}{args} was not refused")


def write(path, data, flags=os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode=0o644):
    fd = os.open(path, flags, mode)
    try:
        assert os.write(fd, data) == len(data)
    finally:
        os.close(fd)


def read(path):
    with open(path, "rb") as f:
        return f.read()


def names_and_links():
    os.mkdir("d")
    refused(errno.EEXIST, os.mkdir, "d")
    write("d/a", b"one")
    refused(errno.EEXIST, os.open, "d/a", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    os.link("d/a", "d/b")
    assert os.stat("d/a").st_nlink == 2 and os.stat("d/a").st_ino == os.stat("d/b").st_ino
    os.symlink("a", "d/s")
    assert os.readlink("d/s") == "a" and read("d/s") == b"one"
    refused(errno.ENOTEMPTY, os.rmdir, "d")
    refused(errno.ENOENT, os.stat, "d/none")
    refused(errno.ENOTDIR, os.stat, "d/a/x")
    refused(errno.ENAMETOOLONG, os.mkdir, "n" * 256)
    os.mkdir("n" * 255)
    os.rmdir("n" * 255)
    os.mkfifo("d/fifo")
    assert stat.S_ISFIFO(os.stat("d/fifo").st_mode)
    os.mkdir("e")
    refused(errno.EISDIR, os.rename, "d/a", "e")
    os.rename("d/b", "e/b")
    assert os.stat("d/a").st_nlink == 2 and sorted(os.listdir("d")) == ["a", "fifo", "s"]
    refused(errno.EINVAL, os.rename, "d", "d/under")
    for name in os.listdir("d"):
        os.unlink("d/" + name)
    os.rmdir("d")
    assert read("e/b") == b"one"
    os.unlink("e/b")
    os.rmdir("e")


def open_files_outlive_their_names():
    write("old", b"old content")
    write("new", b"new content")
    fd = os.open("old", os.O_RDWR)
    os.rename("new", "old")
    assert os.read(fd, 100) == b"old content" and read("old") == b"new content"
    os.pwrite(fd, b"OLD", 0)
    assert os.pread(fd, 3, 0) == b"OLD" and os.fstat(fd).st_nlink == 0
    os.ftruncate(fd, 2)
    assert os.fstat(fd).st_size == 2
    os.close(fd)
    fd = os.open("old", os.O_RDWR)
    os.unlink("old")
    os.write(fd, b"x")
    assert os.pread(fd, 3, 0) == b"xew"
    assert os.listdir(".") == []
    os.close(fd)


def data():
    blob = os.urandom(3 * 1024 * 1024 + 17)
    write("blob", blob)
    assert hashlib.sha256(read("blob")).digest() == hashlib.sha256(blob).digest()
    fd = os.open("blob", os.O_RDWR)
    os.pwrite(fd, b"mid", 1_000_000)
    assert os.pread(fd, 5, 999_999) == blob[999_999:1_000_000] + b"mid" + blob[1_000_003:1_000_004]
    os.ftruncate(fd, 10)
    os.ftruncate(fd, 5000)
    assert os.pread(fd, 10000, 0) == blob[:10] + bytes(4990)
    os.fsync(fd)
    os.fdatasync(fd)
    os.close(fd)
    write("blob", b"tail", os.O_WRONLY | os.O_APPEND)
    assert read("blob")[-4:] == b"tail" and os.stat("blob").st_size == 5004
    write("blob", b"sync", os.O_WRONLY | os.O_SYNC)
    assert read("blob")[:4] == b"sync"
    fd = os.open("sparse", os.O_CREAT | os.O_RDWR)
    os.pwrite(fd, b"end", 1 << 33)
    assert os.fstat(fd).st_size == (1 << 33) + 3 and os.pread(fd, 3, 1 << 32) == bytes(3)
    os.close(fd)
    os.unlink("sparse")
    os.unlink("blob")


def direct_and_mapped():
    fd = os.open("direct", os.O_CREAT | os.O_RDWR | os.O_DIRECT)
    block = mmap.mmap(-1, 1 << 20)
    block[:] = b"D" * (1 << 20)
    assert os.pwrite(fd, block, 0) == 1 << 20
    page = mmap.mmap(-1, 4096)
    assert os.preadv(fd, [page], 4096) == 4096 and page[:] == b"D" * 4096
    os.close(fd)
    fd = os.open("direct", os.O_RDWR)
    mapped = mmap.mmap(fd, 1 << 20)
    mapped[5000:5006] = b"mapped"
    mapped.flush()
    assert os.pread(fd, 6, 5000) == b"mapped"
    os.close(fd)
    mapped.close()
    assert read("direct")[4999:5007] == b"DmappedD"
    os.unlink("direct")


def many_entries():
    os.mkdir("many")
    names = {f"entry-{i:05}" for i in range(10_000)}
    for name in names:
        os.mknod("many/" + name)
    assert sorted(os.listdir("many")) == sorted(names)
    with os.scandir("many") as entries:
        assert all(e.is_file() and e.stat().st_size == 0 for e in entries)
    for name in names:
        os.unlink("many/" + name)
    os.rmdir("many")


def attributes():
    write("f", b"x", mode=0o640)
    os.chmod("f", 0o604)
    os.chown("f", 1234, 5678)
    os.utime("f", ns=(1_000_000_001, 2_000_000_002))
    s = os.stat("f")
    assert stat.S_IMODE(s.st_mode) == 0o604 and (s.st_uid, s.st_gid) == (1234, 5678)
    assert (s.st_atime_ns, s.st_mtime_ns) == (1_000_000_001, 2_000_000_002)
    os.truncate("f", 100)
    assert os.stat("f").st_size == 100 and os.stat("f").st_mtime > 2
    os.unlink("f")
    assert os.statvfs(".").f_namemax == 255 and os.statvfs(".").f_blocks > 0


def as_user(uid, groups, call):
    """Runs a check in a process of another user, whose failure is this one's."""
    pid = os.fork()
    if pid == 0:
        try:
            os.setgroups(groups)
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            call()
            os._exit(0)
        except BaseException as e:
            print(e, file=sys.stderr)
            os._exit(1)
    assert os.waitpid(pid, 0)[1] == 0, f"{call.__name__} as {uid} failed"


def permissions():
    os.mkdir("private", 0o700)
    write("private/secret", b"s")
    write("group", b"g", mode=0o640)
    os.chown("group", 0, 4000)
    write("all", b"a", mode=0o644)
    read("private/secret")

    def stranger():
        refused(errno.EACCES, os.stat, "private/secret")
        refused(errno.EACCES, os.open, "private/secret", os.O_RDONLY)
        refused(errno.EACCES, os.listdir, "private")
        refused(errno.EACCES, os.open, "group", os.O_RDONLY)
        refused(errno.EACCES, os.open, "all", os.O_WRONLY)
        refused(errno.EPERM, os.chmod, "all", 0o777)
        refused(errno.EACCES, os.open, "made", os.O_CREAT | os.O_WRONLY)
        assert read("all") == b"a"
        assert os.access("all", os.R_OK) and not os.access("all", os.W_OK)

    def member():
        assert read("group") == b"g"

    as_user(3000, [], stranger)
    as_user(3001, [10, 4000], member)
    os.mkdir("drop", 0o777)
    os.chmod("drop", 0o1777)
    as_user(3000, [], lambda: write("drop/mine", b"m"))
    assert os.stat("drop/mine").st_uid == 3000 and os.stat("drop/mine").st_gid == 3000
    as_user(3001, [], lambda: refused(errno.EPERM, os.unlink, "drop/mine"))
    for path in ("drop/mine", "private/secret", "group", "all"):
        os.unlink(path)
    os.rmdir("drop")
    os.rmdir("private")


def refusals_of_what_is_not_offered():
    write("f", b"x")
    write("g", b"x")
    libc = ctypes.CDLL(None, use_errno=True)
    at_cwd, no_replace = -100, 1
    assert libc.renameat2(at_cwd, b"f", at_cwd, b"h", no_replace) == -1 and ctypes.get_errno() == errno.EINVAL
    refused(errno.ENOTSUP, os.setxattr, "f", "user.x", b"v")
    os.unlink("f")
    os.unlink("g")


for check in (
    names_and_links,
    open_files_outlive_their_names,
    data,
    direct_and_mapped,
    many_entries,
    attributes,
    permissions,
    refusals_of_what_is_not_offered,
):
    check()
    print("ok", check.__name__, flush=True)
