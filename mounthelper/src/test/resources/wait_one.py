"""One program that waits for a server. Usage: wait_one.py WHAT MOUNT. Says "ready", then starts at a line on standard input."""
import fcntl
import os
import signal
import sys

what, mount = sys.argv[1], sys.argv[2]
path = f"{mount}/{what}"


def signalled(number, frame):
    os.write(1, b"signalled\n")


def ready():
    print("ready", flush=True)
    sys.stdin.readline()


# Each in a directory of its own: who waits in a directory keeps others out of it, which is the kernel's affair.
if what == "stat":
    os.mkdir(path)
    ready()
    os.stat(f"{path}/unknown")
elif what == "list":
    os.mkdir(path)
    ready()
    os.listdir(path)
elif what == "create":
    os.mkdir(path)
    ready()
    os.open(f"{path}/new", os.O_CREAT | os.O_WRONLY)
else:
    fd = os.open(f"{mount}/content" if what.startswith("read") else path, os.O_RDWR | os.O_CREAT)
    if what == "write":
        ready()
        os.write(fd, b"x" * 5000)
    elif what == "sync":
        os.write(fd, b"x" * 5000)
        ready()
        os.fsync(fd)
    elif what == "lock":
        ready()
        fcntl.lockf(fd, fcntl.LOCK_EX)
    elif what == "held":
        # The lock is to be given back and the data to be made durable when the process is killed elsewhere.
        fcntl.lockf(fd, fcntl.LOCK_EX)
        os.write(fd, b"x" * 5000)
        # What is read again was sent before: kept back, it would be lost with the lock if the lease ran out meanwhile.
        os.pread(fd, 1, 4999)
        ready()
        signal.pause()
    elif what == "fenced":
        os.write(fd, b"before\n")
        os.fsync(fd)
        ready()
        try:
            os.write(fd, b"late\n")
            os.fsync(fd)
        except OSError as e:
            print(e.strerror, flush=True)
        with open(f"{mount}/after", "w") as after:
            after.write("after")
        print(open(f"{mount}/after").read(), flush=True)
    elif what == "read":
        ready()
        os.read(fd, 100)
    elif what == "read-signalled":
        signal.signal(signal.SIGUSR1, signalled)
        ready()
        os.write(1, os.read(fd, 7) + b"\n")
    elif what == "lock-signalled":
        class Interrupted(Exception):
            pass

        def interrupt(number, frame):
            raise Interrupted

        signal.signal(signal.SIGUSR1, interrupt)
        ready()
        try:
            fcntl.lockf(fd, fcntl.LOCK_EX)
        except Interrupted:
            os.write(1, b"interrupted\n")
            sys.stdin.readline()
