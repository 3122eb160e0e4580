"""Directories: listings that are complete while others change them, and calls relative to an open one."""

import errno
import os

from tools import opened, read, refused, same, write


def listings(at):
    """Many entries, listed by both while one of them changes others: what stays is told once, what never was is not told."""
    here, there = at.a + "/many", at.b + "/many"
    os.mkdir(here)
    stay = [f"stay-{i:06}" for i in range(at.entries)]
    come_and_go = [f"pass-{i:06}" for i in range(at.entries // 10)]
    for name in stay:
        os.mknod(f"{here}/{name}")
    for name in come_and_go:
        os.mknod(f"{there}/{name}")
    same(sorted(os.listdir(here)), sorted(stay + come_and_go))
    seen = []
    with os.scandir(there) as entries:
        for i, entry in enumerate(entries):
            seen.append(entry.name)
            if i % 11 == 0 and come_and_go:
                os.unlink(f"{here}/{come_and_go.pop()}")
                os.mknod(f"{here}/new-{i:06}")
    for name in come_and_go:
        os.unlink(f"{here}/{name}")
    same(sorted(name for name in seen if name.startswith("stay")), stay)
    others = [name for name in seen if not name.startswith("stay")]
    same(len(others), len(set(others)), "each told once")
    with os.scandir(here) as entries:
        same(all(entry.is_file() and entry.stat().st_size == 0 for entry in entries), True)
    # What rm does: one pass, removing what it is told.
    with os.scandir(there) as entries:
        for entry in entries:
            os.unlink(f"{there}/{entry.name}")
    same((os.listdir(here), os.listdir(there)), ([], []))
    os.rmdir(here)


def what_the_other_client_makes_is_listed(at):
    same(os.listdir(at.b), [])
    write(at.a + "/one", b"")
    same(os.listdir(at.b), ["one"])
    os.rename(at.a + "/one", at.a + "/two")
    same(os.listdir(at.b), ["two"])
    os.unlink(at.a + "/two")
    same(os.listdir(at.b), [])
    refused(errno.ENOENT, os.stat, at.b + "/two")
    os.mkdir(at.b + "/two")
    same(os.listdir(at.a + "/two"), [])


def links_of_directories(at):
    same(os.stat(at.a).st_nlink, 2)
    for i in range(5):
        os.mkdir(f"{at.a}/d{i}")
    write(at.a + "/f", b"")
    same((os.stat(at.a).st_nlink, os.stat(at.b).st_nlink), (7, 7))
    same(os.stat(at.a + "/d0/..").st_ino, os.stat(at.a).st_ino)
    same(os.stat(at.a + "/d0/.").st_ino, os.stat(at.a + "/d0").st_ino)
    for i in range(5):
        os.rmdir(f"{at.b}/d{i}")
    same(os.stat(at.b).st_nlink, 2)
    with os.scandir(at.a) as entries:
        same([(entry.name, entry.inode()) for entry in entries], [("f", os.stat(at.a + "/f").st_ino)])


def relative_to_an_open_directory(at):
    os.mkdir(at.a + "/d")
    with opened(at.a + "/d", os.O_RDONLY | os.O_DIRECTORY) as directory:
        os.rename(at.a + "/d", at.a + "/moved")
        with opened(at.a + "/moved/f", os.O_CREAT | os.O_WRONLY) as fd:
            os.write(fd, b"content")
        fd = os.open("f", os.O_RDONLY, dir_fd=directory)
        same(os.read(fd, 9), b"content")
        os.close(fd)
        os.mkdir("sub", dir_fd=directory)
        os.rename("f", "g", src_dir_fd=directory, dst_dir_fd=directory)
        os.link("g", "h", src_dir_fd=directory, dst_dir_fd=directory)
        same(sorted(os.listdir(directory)), ["g", "h", "sub"])
        os.unlink("h", dir_fd=directory)
        os.rmdir("sub", dir_fd=directory)
        os.fsync(directory)
    same(read(at.b + "/moved/g"), b"content")


def the_working_directory(at):
    before = os.getcwd()
    os.makedirs(at.a + "/a/b")
    os.chdir(at.a + "/a/b")
    try:
        os.rename(at.a + "/a", at.a + "/c")
        same(os.getcwd(), at.a + "/c/b")
        write("f", b"here")
        same(read(at.b + "/c/b/f"), b"here")
        os.unlink("f")
        os.chdir("..")
        os.rmdir("b")
        same(os.listdir("."), [])
    finally:
        os.chdir(before)


def deep_paths(at):
    path = at.a
    for _ in range(25):
        path += "/d"
        os.mkdir(path)
    write(path + "/f", b"deep")
    same(read(at.b + path[len(at.a) :] + "/f"), b"deep")


CHECKS = (
    listings,
    what_the_other_client_makes_is_listed,
    links_of_directories,
    relative_to_an_open_directory,
    the_working_directory,
    deep_paths,
)
