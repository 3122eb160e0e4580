"""What the checks share: a place for each, other users, expected refusals, other processes."""

import contextlib
import errno
import os
import shutil
import signal


class Place:
    """A directory of its own for one check, as both clients see it: `a` and `b`. It is gone after the check."""

    def __init__(self, kind, a, b, name, entries, differs):
        self.kind = kind
        self.entries = entries
        self.name = name
        self.a = f"{a}/{name}"
        self.b = f"{b}/{name}"
        self._differs = differs

    def __enter__(self):
        os.mkdir(self.a)
        os.chmod(self.a, 0o777)

    def __exit__(self, *ignored):
        for directory, _, _ in os.walk(self.a):
            os.chmod(directory, 0o777)
        shutil.rmtree(self.a)

    @property
    def local(self):
        return self.kind == "local"

    @property
    def kernel(self):
        """Linux's own NFS client."""
        return self.kind.startswith("nfs")

    def differs(self, reason):
        self._differs(self.name, reason)


def refused(errors, call, *args, **options):
    """The call fails with that errno, or one of several."""
    wanted = errors if isinstance(errors, tuple) else (errors,)
    try:
        call(*args, **options)
    except OSError as e:
        told = errno.errorcode.get(e.errno, e.errno)
        assert e.errno in wanted, f"{call.__name__}{args}: {told}, not {[errno.errorcode[w] for w in wanted]}"
        return
    raise AssertionError(f"{call.__name__}{args} was not refused")


def same(seen, wanted, what=""):
    assert seen == wanted, f"{what}: saw {seen!r}, wanted {wanted!r}"


@contextlib.contextmanager
def user(uid, groups=()):
    """As another user, whose first group has the same number. Each uid always goes with the same groups here."""
    os.setgroups(list(groups))
    os.setegid(uid)
    os.seteuid(uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups([])


@contextlib.contextmanager
def opened(path, flags=os.O_RDONLY, mode=0o644):
    fd = os.open(path, flags, mode)
    try:
        yield fd
    finally:
        os.close(fd)


def write(path, content, flags=os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode=0o644):
    with opened(path, flags, mode) as fd:
        same(os.write(fd, content), len(content), path)


def read(path):
    with opened(path) as fd:
        parts = []
        while part := os.read(fd, 1 << 20):
            parts.append(part)
        return b"".join(parts)


def exists(path):
    return os.path.lexists(path)


class Other:
    """A process that runs `work(say, heard)`: it says lines to this one and hears lines from it."""

    def __init__(self, work):
        here_in, there_out = os.pipe()
        there_in, here_out = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(here_in)
            os.close(here_out)
            status = 1
            try:
                lines = os.fdopen(there_in)
                work(lambda line: os.write(there_out, (line + "\n").encode()), lines.readline)
                status = 0
            except BaseException as e:
                os.write(there_out, f"failed: {e!r}\n".encode())
            os._exit(status)
        os.close(there_out)
        os.close(there_in)
        self._from = os.fdopen(here_in)
        self._to = here_out

    def hears(self, line):
        os.write(self._to, (line + "\n").encode())

    def said(self, wanted):
        same(self._from.readline().strip(), wanted, "the other process")

    def ended(self):
        status = os.waitpid(self.pid, 0)[1]
        self._close()
        same(status, 0, f"the other process's end ({self._rest})")

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self._close()

    def _close(self):
        self._rest = self._from.read()
        self._from.close()
        os.close(self._to)
