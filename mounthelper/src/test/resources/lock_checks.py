"""Locks over two mounts of one file system. Usage: lock_checks.py MOUNT OTHER-MOUNT."""
import errno
import fcntl
import signal
import subprocess
import sys

here, there = sys.argv[1] + "/locked", sys.argv[2] + "/locked"


def held(call, *args):
    try:
        call(*args)
    except OSError as e:
        assert e.errno in (errno.EAGAIN, errno.EACCES), e
        return True
    return False


def holder(seconds):
    """A process that holds the whole file."""
    script = f"import fcntl, signal; f = open({here!r}, 'r+b'); fcntl.lockf(f, fcntl.LOCK_EX); print(1, flush=True); signal.setitimer(signal.ITIMER_REAL, {seconds}); signal.sigwait([signal.SIGALRM])"
    process = subprocess.Popen([sys.executable, "-c", "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM]); " + script], stdout=subprocess.PIPE)
    process.stdout.readline()
    return process


now = fcntl.LOCK_NB
with open(here, "w+b") as f, open(there, "r+b") as g:
    fcntl.lockf(f, fcntl.LOCK_EX | now, 10, 0)
    assert held(fcntl.lockf, g, fcntl.LOCK_EX | now, 10, 5)
    assert held(fcntl.lockf, g, fcntl.LOCK_SH | now, 1, 9)
    assert not held(fcntl.lockf, g, fcntl.LOCK_EX | now, 10, 10)
    fcntl.lockf(f, fcntl.LOCK_UN)
    fcntl.lockf(g, fcntl.LOCK_UN)

    fcntl.flock(f, fcntl.LOCK_EX | now)
    assert held(fcntl.flock, g, fcntl.LOCK_SH | now)
    fcntl.flock(f, fcntl.LOCK_SH | now)
    assert not held(fcntl.flock, g, fcntl.LOCK_SH | now)
    fcntl.flock(f, fcntl.LOCK_UN)
    fcntl.flock(g, fcntl.LOCK_UN)

    # F_SETLKW waits until the holder ends by itself.
    process = holder(0.5)
    assert held(fcntl.lockf, g, fcntl.LOCK_EX | now)
    fcntl.lockf(g, fcntl.LOCK_EX)
    fcntl.lockf(g, fcntl.LOCK_UN)
    assert process.wait() == 0

    # A killed holder's locks are gone with it.
    process = holder(100)
    process.kill()
    process.wait()
    fcntl.lockf(g, fcntl.LOCK_EX)
    fcntl.lockf(g, fcntl.LOCK_UN)

    # A signal ends the wait.
    def interrupted(*ignored):
        raise InterruptedError

    process = holder(100)
    signal.signal(signal.SIGALRM, interrupted)
    signal.setitimer(signal.ITIMER_REAL, 0.2)
    try:
        fcntl.lockf(g, fcntl.LOCK_EX)
        raise AssertionError("the lock was granted twice")
    except InterruptedError:
        pass
    process.kill()
    process.wait()

    # What the interrupted one asked for was not taken.
    assert not held(fcntl.lockf, f, fcntl.LOCK_EX | now)
print("ok locks")
