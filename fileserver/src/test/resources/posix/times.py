"""Time stamps (XBD section 4.9): what marks which, and what utimensat(2) sets."""

import contextlib
import errno
import os
import time

from tools import opened, read, refused, same, user, write

SECOND = 1_000_000_000


def stamps(path):
    status = os.lstat(path)
    return status.st_atime_ns, status.st_mtime_ns, status.st_ctime_ns


@contextlib.contextmanager
def marks(path, mtime, ctime):
    """What is done within changes these stamps of the path and not the others."""
    _, modified, changed = stamps(path)
    # Two changes within one tick of the kernel's clock may get the same time.
    time.sleep(0.012)
    yield
    _, modified_now, changed_now = stamps(path)
    same((modified_now > modified, changed_now > changed), (mtime, ctime), path + ": mtime and ctime marked")


def creation(at):
    write(at.a + "/reference", b"")
    parent = stamps(at.a)
    time.sleep(0.012)
    write(at.a + "/f", b"")
    os.mkdir(at.a + "/d")
    os.symlink("x", at.a + "/s")
    for name in "fds":
        atime, mtime, ctime = stamps(f"{at.a}/{name}")
        same(mtime == ctime, True, name)
        assert abs(mtime / SECOND - time.time()) < 300, mtime
        assert parent[1] < mtime and parent[1] < atime, (parent, atime, mtime)
        same(stamps(f"{at.b}/{name}")[1:], (mtime, ctime), "as the other client sees it")


def content(at):
    f = at.a + "/f"
    write(f, b"content")
    with marks(f, True, True):
        write(f, b"more", os.O_WRONLY | os.O_APPEND)
    with marks(f, True, True):
        os.truncate(f, 3)
    with marks(f, True, True):
        os.truncate(f, 5000)
    with marks(f, True, True):
        os.close(os.open(f, os.O_WRONLY | os.O_TRUNC))
    with marks(f, False, False):
        read(f)
        os.close(os.open(f, os.O_RDWR))
        os.access(f, os.W_OK)
        with opened(f, os.O_WRONLY) as fd:
            os.write(fd, b"")
    with marks(f, True, True):
        with opened(f, os.O_WRONLY) as fd:
            os.write(fd, b"x")
            os.fsync(fd)


def attributes(at):
    f = at.a + "/f"
    write(f, b"")
    with marks(f, False, True):
        os.chmod(f, 0o600)
    with marks(f, False, True):
        os.chown(f, 12, 13)
    with marks(f, False, True):
        os.link(f, at.a + "/g")
    with marks(f, False, True):
        os.unlink(at.a + "/g")
    with marks(f, False, False):
        os.stat(f)


def directories(at):
    d = at.a + "/d"
    os.mkdir(d)
    os.mkdir(at.a + "/e")
    for call in (
        lambda: write(d + "/f", b""),
        lambda: os.mkdir(d + "/sub"),
        lambda: os.symlink("x", d + "/s"),
        lambda: os.link(d + "/f", d + "/g"),
        lambda: os.rename(d + "/f", d + "/h"),
        lambda: os.rename(d + "/h", at.a + "/e/h"),
        lambda: os.rename(at.a + "/e/h", d + "/h"),
        lambda: os.unlink(d + "/g"),
        lambda: os.rmdir(d + "/sub"),
    ):
        with marks(d, True, True):
            call()
    with marks(d, False, False):
        write(d + "/h", b"content")
        os.chmod(d + "/h", 0o600)
        os.listdir(d)
        os.stat(d + "/s", follow_symlinks=False)
    before = stamps(d)
    time.sleep(0.012)
    os.unlink(at.b + "/d/s")
    assert stamps(at.b + "/d")[1] > before[1]
    same(stamps(d), stamps(at.b + "/d"), "a directory's stamps as both see them")


def setting(at):
    f = at.a + "/f"
    write(f, b"content")
    os.utime(f, ns=(1_000_000_001, 2_123_456_789))
    same(stamps(f)[:2], (1_000_000_001, 2_123_456_789))
    same(stamps(at.b + "/f")[:2], (1_000_000_001, 2_123_456_789))
    with marks(f, False, True):
        os.utime(f, ns=(5 * SECOND, 2_123_456_789))
    os.utime(f, ns=(-SECOND, 4_000_000_000 * SECOND))
    same(stamps(f)[:2], (-SECOND, 4_000_000_000 * SECOND), "before 1970 and after 2038")
    os.utime(f)
    assert abs(stamps(f)[1] / SECOND - time.time()) < 300
    os.symlink("f", at.a + "/s")
    os.utime(at.a + "/s", ns=(7, 8), follow_symlinks=False)
    same(stamps(at.a + "/s")[:2], (7, 8))
    assert stamps(f)[1] > SECOND
    with opened(f, os.O_WRONLY) as fd:
        os.write(fd, b"late")
        os.utime(fd, ns=(9, 10))
    same(stamps(f)[1], 10, "what was written before counts no more")
    with opened(at.b + "/f") as fd:
        same(os.fstat(fd).st_mtime_ns, 10)
    os.mkdir(at.a + "/d")
    os.utime(at.a + "/d", ns=(11, 12))
    same(stamps(at.b + "/d")[:2], (11, 12))


def who_may_set_them(at):
    f = at.a + "/f"
    write(f, b"", mode=0o666)
    os.chmod(f, 0o666)
    os.chown(f, 3000, 3000)
    with user(3000, (4000,)):
        os.utime(f, ns=(1, 2))
    with user(3002):
        refused(errno.EPERM, os.utime, f, ns=(3, 4))
        os.utime(f)
    os.chmod(f, 0o644)
    with user(3002):
        refused(errno.EACCES, os.utime, f)
        refused(errno.EPERM, os.utime, f, ns=(3, 4))
    os.utime(f, ns=(5, 6))
    same(stamps(f)[:2], (5, 6))


def reading(at):
    f = at.a + "/f"
    write(f, b"content")
    os.utime(f, ns=(1, 2 * SECOND))
    read(at.b + "/f")
    with opened(f) as fd:
        noted = os.fstat(fd).st_atime_ns != 1
    if not at.local:
        same(noted, False)
        at.differs("no-atime")


CHECKS = (creation, content, attributes, directories, setting, who_may_set_them, reading)
