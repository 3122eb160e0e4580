"""Names, links and renames."""

import ctypes
import errno
import os
import socket
import stat

from tools import Other, exists, opened, read, refused, same, user, write

LIBC = ctypes.CDLL(None, use_errno=True)
AT_FDCWD = -100
RENAME_NOREPLACE, RENAME_EXCHANGE = 1, 2


def by_another_process(check):
    """
    Linux tells a server's EXCLUSIVE create by the tick of its clock and the process: within one tick, two clients of one machine and one
    process say the same, and what is the same has been asked again (RFC 7530 section 16.16.5).
    """
    child = os.fork()
    if child == 0:
        try:
            check()
            os._exit(0)
        except BaseException as e:
            print(e, flush=True)
            os._exit(1)
    same(os.waitpid(child, 0)[1], 0, "the other process's end")


def exclusive_creation(at):
    excl = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    write(at.a + "/f", b"", excl)
    refused(errno.EEXIST, os.open, at.a + "/f", excl)
    by_another_process(lambda: refused(errno.EEXIST, os.open, at.b + "/f", excl))
    os.mkdir(at.b + "/d")
    refused(errno.EEXIST, os.open, at.a + "/d", excl)
    os.symlink("nowhere", at.b + "/s")
    refused(errno.EEXIST, os.open, at.a + "/s", excl)

    def racer(client):
        def work(say, heard):
            say("ready")
            heard()
            won = 0
            for i in range(20):
                try:
                    os.close(os.open(f"{client}/race{i}", excl))
                    won += 1
                except FileExistsError:
                    pass
            write(f"{client}/won{os.getpid()}", b"x" * won)

        return work

    # Processes of their own: Linux tells two creations apart by its clock and by who makes them.
    racers = [Other(racer(client)) for client in (at.a, at.b)]
    for other in racers:
        other.said("ready")
    for other in racers:
        other.hears("go")
    for other in racers:
        other.ended()
    same(sum(len(read(f"{at.a}/won{other.pid}")) for other in racers), 20, "each name was made once")


def longest_names(at):
    for name in ("n" * 255, "\u00e9" * 127 + "e", "\U0001f600" * 63 + "abc"):
        same(len(name.encode()), 255)
        write(f"{at.a}/{name}", b"x")
        same(os.listdir(at.b), [name])
        same(read(f"{at.b}/{name}"), b"x")
        os.rename(f"{at.b}/{name}", at.b + "/short")
        os.rename(at.b + "/short", f"{at.b}/{name}")
        os.unlink(f"{at.a}/{name}")
    for name in ("n" * 256, "\u00e9" * 128):
        path = f"{at.a}/{name}"
        write(at.a + "/f", b"")
        refused(errno.ENAMETOOLONG, os.stat, path)
        refused(errno.ENAMETOOLONG, os.open, path, os.O_CREAT | os.O_WRONLY)
        refused(errno.ENAMETOOLONG, os.mkdir, path)
        refused(errno.ENAMETOOLONG, os.symlink, "x", path)
        refused(errno.ENAMETOOLONG, os.link, at.a + "/f", path)
        refused(errno.ENAMETOOLONG, os.rename, at.a + "/f", path)
    same(os.listdir(at.a), ["f"])


def utf8_names(at):
    names = ["gr\u00fc\u00dfe", "caf\u00e9", "cafe\u0301", "\u6587\u4ef6", "\u0444\u0430\u0439\u043b", "\U0001f4be", "a b\tc\n'\"", "*?[", "-rf", "\u202egnp", "\x7f\x01"]
    for name in names:
        write(f"{at.a}/{name}", name.encode())
    same(sorted(os.listdir(at.b)), sorted(names))
    for name in names:
        same(read(f"{at.b}/{name}"), name.encode())
    not_utf8 = at.a.encode() + b"/\xff\xfe"
    if at.local:
        write(not_utf8, b"")
    else:
        refused((errno.EINVAL, errno.EILSEQ), os.mkdir, not_utf8)
        at.differs("utf8-only")


def symbolic_links(at):
    write(at.a + "/f", b"content")
    os.symlink("f", at.a + "/relative")
    os.symlink(at.a + "/f", at.a + "/absolute")
    os.symlink("none", at.a + "/dangling")
    os.symlink("loop2", at.a + "/loop1")
    os.symlink("loop1", at.a + "/loop2")
    for client in (at.a, at.b):
        same(os.readlink(client + "/relative"), "f")
        same(read(client + "/relative"), b"content")
        same(read(client + "/absolute"), b"content")
        refused(errno.ENOENT, os.stat, client + "/dangling")
        refused(errno.ELOOP, os.stat, client + "/loop1")
        refused(errno.ELOOP, os.open, client + "/relative", os.O_RDONLY | os.O_NOFOLLOW)
        refused(errno.EEXIST, os.mkdir, client + "/dangling")
        status = os.lstat(client + "/relative")
        same((stat.S_ISLNK(status.st_mode), status.st_size, status.st_nlink), (True, 1, 1))
    refused(errno.EINVAL, os.readlink, at.a + "/f")
    write(at.a + "/dangling", b"made", os.O_CREAT | os.O_WRONLY)
    same(read(at.b + "/none"), b"made")
    os.chmod(at.a + "/relative", 0o600)
    same(stat.S_IMODE(os.stat(at.a + "/f").st_mode), 0o600)
    os.lchown(at.a + "/relative", 11, 12)
    same((os.lstat(at.a + "/relative").st_uid, os.stat(at.a + "/f").st_uid), (11, 0))
    os.rename(at.a + "/relative", at.a + "/moved")
    same(os.readlink(at.a + "/moved"), "f")
    os.unlink(at.a + "/moved")
    same(read(at.a + "/f"), b"content")
    longest = "t" * 4080
    os.symlink(longest, at.a + "/longest")
    same(os.readlink(at.b + "/longest"), longest)


def hard_links(at):
    write(at.a + "/f", b"one")
    os.mkdir(at.a + "/d")
    os.link(at.a + "/f", at.a + "/d/g")
    for client in (at.a, at.b):
        f, g = os.stat(client + "/f"), os.stat(client + "/d/g")
        same((f.st_ino, f.st_nlink), (g.st_ino, 2))
    write(at.b + "/d/g", b"two, longer")
    same(read(at.a + "/f"), b"two, longer")
    refused(errno.EEXIST, os.link, at.a + "/f", at.a + "/d/g")
    refused(errno.EPERM, os.link, at.a + "/d", at.a + "/e")
    refused(errno.ENOENT, os.link, at.a + "/none", at.a + "/e")
    os.symlink("f", at.a + "/s")
    os.link(at.a + "/s", at.a + "/s2", follow_symlinks=False)
    same(os.readlink(at.a + "/s2"), "f")
    os.unlink(at.b + "/f")
    with opened(at.a + "/d/g") as fd:
        same(os.fstat(fd).st_nlink, 1)
    same(read(at.a + "/d/g"), b"two, longer")
    # EFS: 177 links to a file and no more.
    for i in range(2, 178):
        os.link(at.a + "/d/g", f"{at.a}/d/{i}")
    same(os.stat(at.a + "/d/g").st_nlink, 177)


def renames(at):
    a = at.a
    write(a + "/f", b"f")
    write(a + "/g", b"g")
    os.rename(a + "/f", a + "/f")
    os.rename(a + "/f", a + "/g")
    same((read(a + "/g"), exists(a + "/f")), (b"f", False))
    os.link(a + "/g", a + "/h")
    os.rename(a + "/g", a + "/h")
    same((read(a + "/g"), read(a + "/h"), os.stat(a + "/g").st_nlink), (b"f", b"f", 2), "two names of one file")
    os.mkdir(a + "/d")
    os.mkdir(a + "/d/sub")
    os.mkdir(a + "/e")
    refused(errno.EISDIR, os.rename, a + "/g", a + "/e")
    refused(errno.ENOTDIR, os.rename, a + "/e", a + "/g")
    refused(errno.EINVAL, os.rename, a + "/d", a + "/d/under")
    refused(errno.EINVAL, os.rename, a + "/d", a + "/d/sub/under")
    refused((errno.ENOTEMPTY, errno.EEXIST), os.rename, a + "/e", a + "/d")
    refused((errno.ENOTEMPTY, errno.EEXIST), os.rename, a + "/d/sub", a + "/d")
    refused(errno.ENOENT, os.rename, a + "/none", a + "/x")
    refused(errno.ENOENT, os.rename, a + "/g", a + "/none/x")
    refused(errno.ENOTDIR, os.rename, a + "/g", a + "/h/x")
    os.rename(a + "/d", a + "/e")
    same((exists(a + "/d"), os.listdir(a + "/e")), (False, ["sub"]), "over an empty directory")
    before = os.stat(a).st_nlink
    os.rename(a + "/e/sub", a + "/sub")
    same(os.stat(a).st_nlink, before + 1)
    same(os.stat(a + "/sub/..").st_ino, os.stat(a).st_ino)
    flags_of_renameat2(at)


def flags_of_renameat2(at):
    write(at.a + "/one", b"1")
    write(at.a + "/two", b"2")
    for flag in (RENAME_NOREPLACE, RENAME_EXCHANGE):
        target = at.a + ("/three" if flag == RENAME_NOREPLACE else "/two")
        done = LIBC.renameat2(AT_FDCWD, (at.a + "/one").encode(), AT_FDCWD, target.encode(), flag)
        if at.local:
            same(done, 0)
            os.rename(target, at.a + "/one")
            write(at.a + "/two", b"2")
        else:
            same((done, ctypes.get_errno()), (-1, errno.EINVAL))
    if not at.local:
        at.differs("no-rename-flags")
    same((read(at.a + "/two"), exists(at.a + "/three")), (b"2", False))


def renames_of_open_files(at):
    write(at.a + "/old", b"old")
    write(at.a + "/new", b"new")
    with opened(at.a + "/old", os.O_RDWR) as old, opened(at.a + "/new", os.O_RDWR) as new:
        os.rename(at.a + "/new", at.a + "/old")
        same((os.pread(old, 9, 0), os.pread(new, 9, 0)), (b"old", b"new"))
        os.pwrite(old, b"OLD", 0)
        os.pwrite(new, b"NEW", 0)
        same((os.pread(old, 9, 0), os.pread(new, 9, 0)), (b"OLD", b"NEW"))
    same((read(at.a + "/old"), read(at.b + "/old")), (b"NEW", b"NEW"))


def renames_seen_by_the_other_client(at):
    write(at.a + "/f", b"first")
    same(read(at.b + "/f"), b"first")
    write(at.a + "/g", b"second, longer")
    os.rename(at.a + "/g", at.a + "/f")
    same(read(at.b + "/f"), b"second, longer")
    refused(errno.ENOENT, os.open, at.b + "/g", os.O_RDONLY)
    os.rename(at.b + "/f", at.b + "/h")
    refused(errno.ENOENT, os.open, at.a + "/f", os.O_RDONLY)
    same(read(at.a + "/h"), b"second, longer")
    os.mkdir(at.a + "/d")
    write(at.a + "/d/in", b"in")
    same(read(at.b + "/d/in"), b"in")
    os.rename(at.a + "/d", at.a + "/e")
    same(read(at.b + "/e/in"), b"in")
    refused(errno.ENOENT, os.open, at.b + "/d/in", os.O_RDONLY)
    os.mkdir(at.b + "/d")
    refused(errno.ENOENT, os.open, at.a + "/d/in", os.O_RDONLY)


def removal_of_open_files(at):
    write(at.a + "/f", b"content")
    with opened(at.a + "/f", os.O_RDWR) as fd:
        os.unlink(at.a + "/f")
        refused(errno.ENOENT, os.open, at.a + "/f", os.O_RDONLY)
        os.pwrite(fd, b"more", 7)
        same(os.pread(fd, 20, 0), b"contentmore")
        os.ftruncate(fd, 3)
        os.fsync(fd)
        same((os.fstat(fd).st_size, os.pread(fd, 20, 0)), (3, b"con"))
        if at.kernel:
            same([name[:4] for name in os.listdir(at.a)], [".nfs"])
            at.differs("silly-rename")
        else:
            same((os.listdir(at.a), os.fstat(fd).st_nlink), ([], 0))
    same(os.listdir(at.a), [])


def removal_by_the_other_client(at):
    write(at.a + "/f", b"content")
    with opened(at.a + "/f", os.O_RDWR) as fd:
        os.unlink(at.b + "/f")
        same(os.pread(fd, 20, 0), b"content")
        os.pwrite(fd, b"C", 0)
        os.fsync(fd)
        same(os.pread(fd, 20, 0), b"Content")
    same(os.listdir(at.a), [])
    refused(errno.ENOENT, os.open, at.a + "/f", os.O_RDONLY)
    # A name that comes back is another file.
    write(at.b + "/f", b"again")
    same(read(at.a + "/f"), b"again")


def refusals_of_paths(at):
    write(at.a + "/f", b"")
    os.mkdir(at.a + "/d")
    os.mkdir(at.a + "/d/e")
    refused(errno.ENOTDIR, os.stat, at.a + "/f/x")
    refused(errno.ENOTDIR, os.stat, at.a + "/f/")
    refused(errno.ENOENT, os.stat, at.a + "/none/x")
    refused(errno.ENOENT, os.unlink, at.a + "/none")
    refused(errno.EISDIR, os.unlink, at.a + "/d")
    refused(errno.ENOTDIR, os.rmdir, at.a + "/f")
    refused((errno.ENOTEMPTY, errno.EEXIST), os.rmdir, at.a + "/d")
    refused(errno.EINVAL, os.rmdir, at.a + "/d/.")
    refused(errno.EISDIR, os.open, at.a + "/d", os.O_WRONLY)
    refused(errno.ENOTDIR, os.open, at.a + "/f", os.O_RDONLY | os.O_DIRECTORY)
    refused(errno.EEXIST, os.mkdir, at.a + "/f")
    refused(errno.ENOENT, os.mkdir, at.a + "/none/x")
    refused(errno.ENOENT, os.open, at.a + "/none", os.O_WRONLY)


def special_files(at):
    os.mkfifo(at.a + "/fifo", 0o640)
    same(stat.S_ISFIFO(os.stat(at.b + "/fifo").st_mode), True)
    with opened(at.a + "/fifo", os.O_RDWR) as fd:
        os.write(fd, b"through")
        same(os.read(fd, 9), b"through")
    here = os.getcwd()
    os.chdir(at.a)
    with socket.socket(socket.AF_UNIX) as listener, socket.socket(socket.AF_UNIX) as client:
        listener.bind("socket")
        listener.listen(1)
        client.connect("socket")
    os.chdir(here)
    same(stat.S_ISSOCK(os.stat(at.b + "/socket").st_mode), True)
    for kind in (stat.S_IFCHR, stat.S_IFBLK):
        if at.local:
            os.mknod(f"{at.a}/device{kind}", kind | 0o600, os.makedev(1, 3))
        else:
            refused((errno.EPERM, errno.ENOTSUP, errno.EINVAL, errno.EIO), os.mknod, f"{at.a}/device{kind}", kind | 0o600, os.makedev(1, 3))
    if not at.local:
        at.differs("no-devices")
    with user(3000):
        refused(errno.EPERM, os.mknod, at.a + "/users", stat.S_IFCHR | 0o600, os.makedev(1, 3))


def files_without_a_name(at):
    if at.local:
        os.close(os.open(at.a, os.O_TMPFILE | os.O_RDWR))
    else:
        refused(errno.ENOTSUP, os.open, at.a, os.O_TMPFILE | os.O_RDWR)
        at.differs("no-tmpfile")


CHECKS = (
    exclusive_creation,
    longest_names,
    utf8_names,
    symbolic_links,
    hard_links,
    renames,
    renames_of_open_files,
    renames_seen_by_the_other_client,
    removal_of_open_files,
    removal_by_the_other_client,
    refusals_of_paths,
    special_files,
    files_without_a_name,
)
