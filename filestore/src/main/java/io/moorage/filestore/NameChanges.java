package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem.Renamed;
import org.jspecify.annotations.Nullable;

/** Giving, taking and changing names. */
final class NameChanges {
    private final Volume volume;

    NameChanges(Volume volume) {
        this.volume = volume;
    }

    DirectoryChange link(Caller caller, FileHandle file, FileHandle directory, String name) throws VfsException {
        byte[] entry = volume.fresh(directory, name);
        return volume.with(
                file,
                (calls, node) -> volume.with(directory, (same, parent) -> {
                    DirectoryChange change;
                    parent.lock.lock();
                    try {
                        Attributes target = volume.attributes(calls, node);
                        Attributes before = searchable(calls, caller, parent);
                        if (!PosixRules.allows(caller, before, PosixRules.WRITE) || target.isDirectory()) {
                            boolean toDirectory = target.isDirectory() && writable(caller, before);
                            throw refusedLink(calls, parent, entry, toDirectory ? VfsError.PERM : VfsError.ACCES);
                        }
                        if (node.orphan) {
                            throw refusedLink(calls, parent, entry, VfsError.NOENT);
                        }
                        PosixRules.requireRoomForLink(target.links());
                        Errnos.check(
                                volume.moves.making(() -> calls.directory().link(node.pathFd, parent.pathFd, entry)));
                        volume.changed(node);
                        change = volume.changed(calls, parent, before);
                    } finally {
                        parent.lock.unlock();
                    }
                    volume.makeDurable(calls, parent, node);
                    return change;
                }));
    }

    DirectoryChange remove(Caller caller, FileHandle directory, String name) throws VfsException {
        byte[] entry = volume.existing(directory, name);
        return volume.with(directory, (calls, parent) -> {
            DirectoryChange change;
            parent.lock.lock();
            try {
                Attributes before = searchable(calls, caller, parent);
                Node victim = child(calls, parent, entry);
                try {
                    volume.orphans.keep(calls, victim, requireUnlink(calls, caller, before, victim));
                    int flags = victim.isDirectory() ? DirectoryCalls.AT_REMOVEDIR : 0;
                    checkNotEmpty(calls.directory().unlink(parent.pathFd, entry, flags));
                    volume.mayBeGone(calls, victim);
                } finally {
                    volume.nodes.release(calls, victim);
                }
                change = volume.changed(calls, parent, before);
            } finally {
                parent.lock.unlock();
            }
            volume.makeDurable(calls, parent);
            return change;
        });
    }

    Renamed rename(Caller caller, FileHandle fromDirectory, String fromName, FileHandle toDirectory, String toName)
            throws VfsException {
        byte[] source = volume.existing(fromDirectory, fromName);
        byte[] target = volume.fresh(toDirectory, toName);
        return volume.with(
                fromDirectory,
                (calls, from) -> volume.with(toDirectory, (same, to) -> {
                    Node first = from.inode <= to.inode ? from : to;
                    Node second = first == from ? to : from;
                    Renamed renamed;
                    first.lock.lock();
                    second.lock.lock();
                    try {
                        renamed = rename(calls, caller, from, source, to, target);
                    } finally {
                        second.lock.unlock();
                        first.lock.unlock();
                    }
                    if (renamed.to().before() != renamed.to().after()) {
                        volume.makeDurable(calls, to, from);
                    }
                    return renamed;
                }));
    }

    /** Both directories are locked. */
    private Renamed rename(Calls calls, Caller caller, Node from, byte[] source, Node to, byte[] target)
            throws VfsException {
        Attributes fromBefore = searchable(calls, caller, from);
        Attributes toBefore = searchable(calls, caller, to);
        Node moved = child(calls, from, source);
        try {
            requireUnlink(calls, caller, fromBefore, moved);
            PosixRules.require(caller, toBefore, PosixRules.WRITE);
            PosixRules.requireMovable(caller, volume.attributes(calls, moved), from == to);
            Node replaced = childOrNull(calls, to, target);
            try {
                return rename(calls, caller, from, source, to, target, moved, replaced, fromBefore, toBefore);
            } finally {
                if (replaced != null) {
                    volume.nodes.release(calls, replaced);
                }
            }
        } finally {
            volume.nodes.release(calls, moved);
        }
    }

    private Renamed rename(
            Calls calls,
            Caller caller,
            Node from,
            byte[] source,
            Node to,
            byte[] target,
            Node moved,
            @Nullable Node replaced,
            Attributes fromBefore,
            Attributes toBefore)
            throws VfsException {
        if (moved == replaced) {
            return new Renamed(unchanged(fromBefore), unchanged(toBefore));
        }
        if (replaced != null) {
            Attributes now = volume.attributes(calls, replaced);
            PosixRules.requireRemovable(caller, toBefore, now);
            volume.orphans.keep(calls, replaced, now);
        }
        if (moved.isDirectory() && from != to) {
            PosixRules.requireRoomBelow(volume.depth(calls, to));
        }
        checkNotEmpty(volume.moves.making(() -> calls.directory().rename(from.pathFd, source, to.pathFd, target)));
        volume.changed(moved);
        if (replaced != null) {
            volume.mayBeGone(calls, replaced);
        }
        DirectoryChange toChange = volume.changed(calls, to, toBefore);
        return new Renamed(from == to ? toChange : volume.changed(calls, from, fromBefore), toChange);
    }

    private Attributes searchable(Calls calls, Caller caller, Node directory) throws VfsException {
        Attributes attributes = volume.attributes(calls, directory);
        PosixRules.requireDirectory(caller, attributes, PosixRules.EXECUTE);
        return attributes;
    }

    private Node child(Calls calls, Node directory, byte[] name) throws VfsException {
        return volume.nodes.acquire(calls, directory.pathFd, name);
    }

    private @Nullable Node childOrNull(Calls calls, Node directory, byte[] name) throws VfsException {
        try {
            return child(calls, directory, name);
        } catch (VfsException refused) {
            if (refused.error() == VfsError.NOENT) {
                return null;
            }
            throw refused;
        }
    }

    /** The victim's attributes. */
    private Attributes requireUnlink(Calls calls, Caller caller, Attributes parent, Node victim) throws VfsException {
        PosixRules.require(caller, parent, PosixRules.WRITE);
        Attributes now = volume.attributes(calls, victim);
        PosixRules.requireRemovable(caller, parent, now);
        return now;
    }

    /** A name that is taken is told before anything else. */
    private VfsException refusedLink(Calls calls, Node parent, byte[] name, VfsError otherwise) {
        int fd = calls.directory().open(parent.pathFd, name, DirectoryCalls.O_PATH, 0);
        if (fd >= 0) {
            calls.file().close(fd);
            return new VfsException(VfsError.EXIST);
        }
        return new VfsException(otherwise);
    }

    private static boolean writable(Caller caller, Attributes directory) {
        return PosixRules.allows(caller, directory, PosixRules.WRITE);
    }

    /** POSIX lets a file system say EEXIST for a directory that is not empty. */
    private static void checkNotEmpty(int result) throws VfsException {
        Errnos.check(result == -Errno.EEXIST ? -Errno.ENOTEMPTY : result);
    }

    private static DirectoryChange unchanged(Attributes directory) {
        return new DirectoryChange(true, directory.change(), directory.change());
    }
}
