"""Who may do what: owner, group, others; root; setuid, setgid and sticky. Uids from 3000 on, each with its own groups."""

import errno
import os
import stat

from tools import exists, opened, read, refused, same, user, write

OWNER, MEMBER, STRANGER = 3000, 3001, 3002
GROUP, OTHER_GROUP = 4000, 4001
GROUPS = {OWNER: (GROUP,), MEMBER: (OTHER_GROUP, GROUP), STRANGER: ()}


def as_user(uid):
    return user(uid, GROUPS[uid])


def mode_of(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def the_three_classes_of_files(at):
    write(at.a + "/f", b"x")
    os.chown(at.a + "/f", OWNER, GROUP)
    for shift, uid in ((6, OWNER), (3, MEMBER), (0, STRANGER)):
        for bits in (0, 2, 4, 6):
            # The class is the first that fits: what the others may counts nothing.
            os.chmod(at.a + "/f", 0o666 & ~(0o7 << shift) | bits << shift)
            with as_user(uid):
                for flags, needed in ((os.O_RDONLY, 4), (os.O_WRONLY, 2), (os.O_RDWR, 6), (os.O_WRONLY | os.O_TRUNC, 2)):
                    if bits & needed == needed:
                        os.close(os.open(at.a + "/f", flags))
                    else:
                        refused(errno.EACCES, os.open, at.a + "/f", flags)
                same(os.access(at.a + "/f", os.R_OK, effective_ids=True), bits & 4 != 0)
                same(os.access(at.a + "/f", os.W_OK, effective_ids=True), bits & 2 != 0)
    os.chmod(at.a + "/f", 0)
    os.close(os.open(at.a + "/f", os.O_RDWR))
    same(read(at.b + "/f"), b"")


def the_three_classes_of_directories(at):
    os.mkdir(at.a + "/d")
    write(at.a + "/d/in", b"x", mode=0o666)
    os.chown(at.a + "/d", OWNER, GROUP)
    for shift, uid in ((6, OWNER), (3, MEMBER), (0, STRANGER)):
        for bits in range(8):
            os.chmod(at.a + "/d", 0o777 & ~(0o7 << shift) | bits << shift)
            may_read, may_write, may_search = bits & 4, bits & 2, bits & 1
            with as_user(uid):
                if may_read:
                    same(os.listdir(at.a + "/d"), ["in"])
                else:
                    refused(errno.EACCES, os.listdir, at.a + "/d")
                if may_search:
                    same(read(at.a + "/d/in"), b"x")
                else:
                    refused(errno.EACCES, os.stat, at.a + "/d/in")
                    refused(errno.EACCES, os.open, at.a + "/d/in", os.O_RDONLY)
                if may_write and may_search:
                    os.mkdir(at.a + "/d/new")
                    os.rename(at.a + "/d/new", at.a + "/d/newer")
                    os.rmdir(at.a + "/d/newer")
                else:
                    refused(errno.EACCES, os.mkdir, at.a + "/d/new")
                    refused(errno.EACCES, os.unlink, at.a + "/d/in")
                    refused(errno.EACCES, os.rename, at.a + "/d/in", at.a + "/d/out")
    os.chmod(at.a + "/d", 0)
    same(os.listdir(at.b + "/d"), ["in"], "root")


def execution(at):
    write(at.a + "/run", b"#!/bin/sh\nexit 7\n")
    os.chown(at.a + "/run", OWNER, GROUP)

    def run(uid):
        pid = os.fork()
        if pid == 0:
            try:
                os.setgroups(GROUPS.get(uid, ()))
                os.setresgid(uid, uid, uid)
                os.setresuid(uid, uid, uid)
                os.execv(at.a + "/run", ["run"])
            except PermissionError:
                os._exit(13)
            finally:
                os._exit(1)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

    os.chmod(at.a + "/run", 0o654)
    same((run(OWNER), run(MEMBER), run(STRANGER), run(0)), (13, 7, 13, 7))
    os.chmod(at.a + "/run", 0o755)
    same((run(OWNER), run(MEMBER), run(STRANGER), run(0)), (7, 7, 7, 7))


def who_may_change_modes_and_owners(at):
    write(at.a + "/f", b"")
    os.chown(at.a + "/f", OWNER, OWNER)
    with as_user(STRANGER):
        refused(errno.EPERM, os.chmod, at.a + "/f", 0o777)
        refused(errno.EPERM, os.chown, at.a + "/f", STRANGER, -1)
        refused(errno.EPERM, os.chown, at.a + "/f", -1, STRANGER)
    with as_user(OWNER):
        os.chmod(at.a + "/f", 0o640)
        os.chown(at.a + "/f", -1, GROUP)
        os.chown(at.a + "/f", OWNER, -1)
        refused(errno.EPERM, os.chown, at.a + "/f", -1, OTHER_GROUP)
        refused(errno.EPERM, os.chown, at.a + "/f", STRANGER, -1)
    status = os.stat(at.b + "/f")
    same((status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)), (OWNER, GROUP, 0o640))
    os.chown(at.a + "/f", STRANGER, OTHER_GROUP)
    same((os.stat(at.a + "/f").st_uid, os.stat(at.a + "/f").st_gid), (STRANGER, OTHER_GROUP))


def setuid_and_setgid_are_cleared(at):
    f = at.a + "/f"

    def special():
        write(f, b"content")
        os.chown(f, OWNER, GROUP)
        os.chmod(f, 0o6777)
        same(mode_of(f), 0o6777)

    special()
    with as_user(OWNER):
        os.chown(f, -1, OWNER)
    same(mode_of(f), 0o777, "after chown")
    special()
    with as_user(STRANGER), opened(f, os.O_WRONLY) as fd:
        os.write(fd, b"x")
        os.fsync(fd)
    same(mode_of(f), 0o777, "after write")
    special()
    with as_user(STRANGER):
        os.truncate(f, 2)
    same(mode_of(f), 0o777, "after truncate")
    special()
    with as_user(STRANGER):
        os.close(os.open(f, os.O_WRONLY | os.O_TRUNC))
    same(mode_of(f), 0o777, "after O_TRUNC")
    special()
    with as_user(OWNER):
        os.chmod(f, 0o6755)
    same(mode_of(f), 0o6755, "its owner may set it")
    os.chown(f, OWNER, OTHER_GROUP)
    with as_user(OWNER):
        os.chmod(f, 0o6755)
    same(mode_of(f), 0o4755, "setgid of a group one is not in")
    os.chmod(f, 0o6755)
    with opened(f, os.O_WRONLY) as fd:
        os.write(fd, b"root")
    same(mode_of(f), 0o6755, "root's write")
    os.chmod(f, 0o6644)
    os.chown(f, OWNER, GROUP)
    same(mode_of(f) & 0o777, 0o644, "no bit but those two goes")


def sticky_directories(at):
    os.mkdir(at.a + "/drop")
    os.chmod(at.a + "/drop", 0o1777)
    os.chown(at.a + "/drop", OWNER, OWNER)
    for name in ("f", "g", "h"):
        with as_user(MEMBER):
            write(f"{at.a}/drop/{name}", b"", mode=0o666)
    with as_user(MEMBER):
        os.mkdir(at.a + "/drop/d", 0o777)
    with as_user(STRANGER):
        refused((errno.EPERM, errno.EACCES), os.unlink, at.a + "/drop/f")
        refused((errno.EPERM, errno.EACCES), os.rmdir, at.a + "/drop/d")
        refused((errno.EPERM, errno.EACCES), os.rename, at.a + "/drop/f", at.a + "/drop/x")
        write(at.a + "/drop/mine", b"")
        refused((errno.EPERM, errno.EACCES), os.rename, at.a + "/drop/mine", at.a + "/drop/f")
        os.unlink(at.a + "/drop/mine")
    with as_user(MEMBER):
        os.unlink(at.a + "/drop/f")
        os.rename(at.a + "/drop/g", at.a + "/drop/x")
    with as_user(OWNER):
        os.unlink(at.a + "/drop/x")
    os.unlink(at.b + "/drop/h")
    same(os.listdir(at.a + "/drop"), ["d"])


def setgid_directories(at):
    os.mkdir(at.a + "/shared")
    os.chown(at.a + "/shared", OWNER, GROUP)
    os.chmod(at.a + "/shared", 0o2777)
    with as_user(STRANGER):
        write(at.a + "/shared/f", b"")
        os.mkdir(at.a + "/shared/d")
        os.mkdir(at.a + "/shared/d/e")
        os.symlink("f", at.a + "/shared/s")
        os.mkfifo(at.a + "/shared/p")
        for name in ("f", "d", "d/e", "s", "p"):
            status = os.lstat(f"{at.a}/shared/{name}")
            same((status.st_uid, status.st_gid), (STRANGER, GROUP), name)
    same((mode_of(at.b + "/shared/d"), mode_of(at.b + "/shared/d/e"), mode_of(at.b + "/shared/f")), (0o2755, 0o2755, 0o644))
    os.mkdir(at.a + "/plain")
    os.chmod(at.a + "/plain", 0o777)
    with as_user(STRANGER):
        write(at.a + "/plain/f", b"")
    same(os.stat(at.a + "/plain/f").st_gid, STRANGER)


def modes_of_what_is_made(at):
    before = os.umask(0o027)
    try:
        write(at.a + "/f", b"", mode=0o666)
        os.mkdir(at.a + "/d", 0o777)
        os.mkfifo(at.a + "/p", 0o666)
        os.mknod(at.a + "/n", 0o666 | stat.S_IFREG)
    finally:
        os.umask(before)
    same([oct(mode_of(f"{at.b}/{name}")) for name in "fdpn"], ["0o640", "0o750", "0o640", "0o640"])
    with as_user(OWNER), opened(at.a + "/read-only", os.O_CREAT | os.O_RDWR, 0o444) as fd:
        os.write(fd, b"through the open that made it")
        os.lseek(fd, 0, os.SEEK_SET)
        same(os.read(fd, 7), b"through")
    with as_user(OWNER):
        refused(errno.EACCES, os.open, at.a + "/read-only", os.O_WRONLY)
    write(at.a + "/exists", b"kept", mode=0o600)
    with opened(at.a + "/exists", os.O_CREAT | os.O_RDWR, 0o777):
        same(mode_of(at.a + "/exists"), 0o600)


def an_open_file_stays_open(at):
    write(at.a + "/f", b"content")
    os.chown(at.a + "/f", OWNER, OWNER)
    with as_user(OWNER), opened(at.a + "/f", os.O_RDWR) as fd:
        os.chmod(at.a + "/f", 0)
        same(os.pread(fd, 9, 0), b"content")
        os.pwrite(fd, b"C", 0)
        os.fsync(fd)
        refused(errno.EACCES, os.open, at.a + "/f", os.O_RDONLY)
    same(read(at.b + "/f"), b"Content")


def what_one_client_changes_the_other_keeps(at):
    write(at.a + "/f", b"secret", mode=0o644)
    os.mkdir(at.a + "/d")
    write(at.a + "/d/in", b"in")
    with as_user(STRANGER):
        same((read(at.b + "/f"), read(at.b + "/d/in")), (b"secret", b"in"))
    os.chmod(at.a + "/f", 0o600)
    os.chmod(at.a + "/d", 0o700)
    with as_user(STRANGER):
        refused(errno.EACCES, os.open, at.b + "/f", os.O_RDONLY)
        refused(errno.EACCES, os.open, at.b + "/d/in", os.O_RDONLY)
    os.chmod(at.b + "/f", 0o644)
    with as_user(STRANGER):
        same(read(at.a + "/f"), b"secret")
    same(exists(at.a + "/d/in"), True)


CHECKS = (
    the_three_classes_of_files,
    the_three_classes_of_directories,
    execution,
    who_may_change_modes_and_owners,
    setuid_and_setgid_are_cleared,
    sticky_directories,
    setgid_directories,
    modes_of_what_is_made,
    an_open_file_stays_open,
    what_one_client_changes_the_other_keeps,
)
