"""fcntl(2) and flock(2) locks between processes of two clients."""

import errno
import fcntl
import os
import signal
import struct

from tools import Other, opened, refused, same, write

EX, SH, UN, NOW = fcntl.LOCK_EX, fcntl.LOCK_SH, fcntl.LOCK_UN, fcntl.LOCK_NB
HELD = (errno.EAGAIN, errno.EACCES)
FLOCK = "hhxxxxqqi4x"


def blocking(at, path, take):
    """A process that has a lock until it is told or killed."""

    def work(say, heard):
        with opened(path, os.O_RDWR) as fd:
            take(fd)
            say("held")
            heard()

    other = Other(work)
    other.said("held")
    return other


def ranges(at):
    write(at.a + "/f", bytes(1000))
    holder = blocking(at, at.a + "/f", lambda fd: fcntl.lockf(fd, EX, 50, 100))
    for client in (at.a, at.b):
        with opened(client + "/f", os.O_RDWR) as fd:
            refused(HELD, fcntl.lockf, fd, EX | NOW, 10, 149)
            refused(HELD, fcntl.lockf, fd, SH | NOW, 1, 100)
            refused(HELD, fcntl.lockf, fd, EX | NOW, 0, 0)
            fcntl.lockf(fd, EX | NOW, 10, 150)
            fcntl.lockf(fd, EX | NOW, 100, 0)
            asked = struct.pack(FLOCK, fcntl.F_WRLCK, 0, 0, 0, 0)
            kind, _, start, length, _ = struct.unpack(FLOCK, fcntl.fcntl(fd, fcntl.F_GETLK, asked))
            same((kind, start, length), (fcntl.F_WRLCK, 100, 50), "who is in the way")
            os.close(os.open(client + "/f", os.O_RDWR))
    holder.hears("end")
    holder.ended()
    with opened(at.b + "/f", os.O_RDWR) as fd:
        fcntl.lockf(fd, EX | NOW, 0, 0)


def shared_and_exclusive(at):
    write(at.a + "/f", bytes(10))
    holder = blocking(at, at.a + "/f", lambda fd: fcntl.lockf(fd, SH))
    for client in (at.a, at.b):
        with opened(client + "/f", os.O_RDWR) as fd:
            fcntl.lockf(fd, SH | NOW)
            refused(HELD, fcntl.lockf, fd, EX | NOW)
    holder.hears("end")
    holder.ended()
    with opened(at.b + "/f", os.O_RDWR) as fd:
        fcntl.lockf(fd, SH | NOW)
        fcntl.lockf(fd, EX | NOW)
        fcntl.lockf(fd, UN, 3, 3)
        middle = blocking(at, at.a + "/f", lambda fd: fcntl.lockf(fd, EX | NOW, 3, 3))
        middle.hears("end")
        middle.ended()
    with opened(at.a + "/f") as fd:
        refused(errno.EBADF, fcntl.lockf, fd, EX | NOW)
    with opened(at.a + "/f", os.O_WRONLY) as fd:
        refused(errno.EBADF, fcntl.lockf, fd, SH | NOW)


def any_close_gives_them_back(at):
    write(at.a + "/f", b"")

    def work(say, heard):
        with opened(at.a + "/f", os.O_RDWR) as fd:
            fcntl.lockf(fd, EX)
            os.close(os.open(at.a + "/f", os.O_RDONLY))
            say("closed another")
            heard()

    other = Other(work)
    other.said("closed another")
    with opened(at.b + "/f", os.O_RDWR) as fd:
        fcntl.lockf(fd, EX | NOW)
    other.hears("end")
    other.ended()


def waiting(at):
    write(at.a + "/f", b"")
    holder = blocking(at, at.a + "/f", lambda fd: fcntl.lockf(fd, EX))

    def work(say, heard):
        with opened(at.b + "/f", os.O_RDWR) as fd:
            say("waiting")
            fcntl.lockf(fd, EX)
            say("granted")

    waiter = Other(work)
    waiter.said("waiting")
    holder.hears("end")
    waiter.said("granted")
    waiter.ended()
    holder.ended()


def a_dead_process_holds_none(at):
    write(at.a + "/f", b"")
    for take in (lambda fd: fcntl.lockf(fd, EX), lambda fd: fcntl.flock(fd, EX)):
        holder = blocking(at, at.a + "/f", take)
        with opened(at.b + "/f", os.O_RDWR) as fd:
            refused(HELD, fcntl.lockf if take.__code__.co_names[1] == "lockf" else fcntl.flock, fd, EX | NOW)
            holder.kill()
            take(fd)


def a_signal_ends_the_wait(at):
    write(at.a + "/f", b"")
    holder = blocking(at, at.a + "/f", lambda fd: fcntl.lockf(fd, EX))

    def interrupted(*ignored):
        raise InterruptedError

    before = signal.signal(signal.SIGALRM, interrupted)
    try:
        with opened(at.b + "/f", os.O_RDWR) as fd:
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            try:
                fcntl.lockf(fd, EX)
                raise AssertionError("granted twice")
            except InterruptedError:
                pass
            holder.kill()
            # What was waited for in vain was not taken.
            taker = blocking(at, at.a + "/f", lambda fd: fcntl.lockf(fd, EX))
            taker.hears("end")
            taker.ended()
    finally:
        signal.signal(signal.SIGALRM, before)


def whole_files(at):
    """flock(2): the lock is the open file description's."""
    write(at.a + "/f", b"")
    with opened(at.a + "/f", os.O_RDWR) as fd, opened(at.b + "/f", os.O_RDWR) as other:
        fcntl.flock(fd, EX | NOW)
        refused(errno.EAGAIN, fcntl.flock, other, EX | NOW)
        refused(errno.EAGAIN, fcntl.flock, other, SH | NOW)
        copy = os.dup(fd)
        fcntl.flock(copy, SH | NOW)
        fcntl.flock(other, SH | NOW)
        os.close(copy)
        refused(errno.EAGAIN, fcntl.flock, other, EX | NOW)
        fcntl.flock(fd, UN)
        fcntl.flock(other, EX | NOW)
    with opened(at.a + "/f", os.O_RDWR) as fd:
        fcntl.flock(fd, EX | NOW)
    with opened(at.a + "/f") as fd:
        fcntl.flock(fd, SH | NOW)
        if at.local:
            fcntl.flock(fd, EX | NOW)
        else:
            refused(errno.EBADF, fcntl.flock, fd, EX | NOW)
            at.differs("flock-needs-write")


CHECKS = (
    ranges,
    shared_and_exclusive,
    any_close_gives_them_back,
    waiting,
    a_dead_process_holds_none,
    a_signal_ends_the_wait,
    whole_files,
)
