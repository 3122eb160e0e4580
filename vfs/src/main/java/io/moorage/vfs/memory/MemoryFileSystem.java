package io.moorage.vfs.memory;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.FileType;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A file system in memory: one lock, plain maps, no cleverness. Judge of the others in tests and good for tests of what
 * stands above a file system. Its root belongs to root, mode 0755.
 */
public final class MemoryFileSystem implements VirtualFileSystem {
    private static final long CAPACITY = 1L << 53;
    private static final OptionalInt NO_OWNER = OptionalInt.empty();

    private final InodeTable inodes;
    private final long identity;

    /** @param identity makes this file system's handles and write verifier its own */
    public MemoryFileSystem(InstantSource clock, long identity) {
        this.identity = identity;
        this.inodes = new InodeTable(clock, identity);
    }

    @Override
    public FileHandle root() {
        return inodes.root().handle;
    }

    @Override
    public synchronized Attributes getAttributes(FileHandle file) throws VfsException {
        return inodes.get(file).attributes();
    }

    @Override
    public synchronized Attributes getAttributes(OpenFile file) throws VfsException {
        return opened(file).attributes();
    }

    @Override
    public synchronized Attributes setAttributes(Caller caller, FileHandle file, AttributeChange change)
            throws VfsException {
        Inode inode = inodes.get(file);
        AttributeChange permitted = PosixRules.permitted(caller, inode.attributes(), change);
        inodes.apply(inode, permitted);
        return inode.attributes();
    }

    @Override
    public synchronized Attributes setSize(OpenFile file, long size) throws VfsException {
        MemoryOpenFile open = writable(file);
        open.dropPrivileges();
        inodes.apply(open.inode, AttributeChange.ofSize(size));
        return open.inode.attributes();
    }

    @Override
    public synchronized int access(Caller caller, FileHandle file, int bits) throws VfsException {
        return PosixRules.access(caller, inodes.get(file).attributes(), bits);
    }

    @Override
    public synchronized Entry lookup(Caller caller, FileHandle directory, String name) throws VfsException {
        return entry(child(searchable(caller, directory), name));
    }

    @Override
    public synchronized Entry lookupParent(Caller caller, FileHandle directory) throws VfsException {
        return entry(inodes.byId(searchable(caller, directory).parentId));
    }

    @Override
    public synchronized String readLink(Caller caller, FileHandle link) throws VfsException {
        Inode inode = inodes.get(link);
        if (inode.type != FileType.SYMLINK) {
            throw new VfsException(VfsError.INVAL);
        }
        return inode.symlinkTarget;
    }

    @Override
    public synchronized Created createFile(
            Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException {
        Inode parent = searchable(caller, directory);
        PosixRules.nameBytes(name);
        Inode.@Nullable Link present = parent.byName.get(name);
        if (present != null) {
            return new Created(entry(existing(present.target(), mode)), unchanged(parent), true);
        }
        Long verifier = mode instanceof CreateMode.Exclusive(long v) ? v : null;
        Created created = make(caller, parent, name, FileType.REGULAR, 0, "", initial);
        inodes.get(created.entry().handle()).verifier = verifier;
        return created;
    }

    @Override
    public synchronized Created createObject(
            Caller caller, FileHandle directory, String name, NewObject object, AttributeChange initial)
            throws VfsException {
        Inode parent = searchable(caller, directory);
        PosixRules.nameBytes(name);
        if (parent.byName.containsKey(name)) {
            throw new VfsException(VfsError.EXIST);
        }
        return switch (object) {
            case NewObject.Directory() -> {
                PosixRules.requireRoomBelow(depth(parent));
                yield make(caller, parent, name, FileType.DIRECTORY, 0, "", initial);
            }
            case NewObject.Symlink(String target) -> {
                PosixRules.targetBytes(target);
                yield make(caller, parent, name, FileType.SYMLINK, 0, target, initial);
            }
            case NewObject.Fifo() -> make(caller, parent, name, FileType.FIFO, 0, "", initial);
            case NewObject.Socket() -> make(caller, parent, name, FileType.SOCKET, 0, "", initial);
            case NewObject.Device(boolean block, long device) -> {
                if (!caller.isRoot()) {
                    throw new VfsException(VfsError.PERM);
                }
                FileType type = block ? FileType.BLOCK_DEVICE : FileType.CHARACTER_DEVICE;
                yield make(caller, parent, name, type, device, "", initial);
            }
        };
    }

    @Override
    public synchronized DirectoryChange link(Caller caller, FileHandle file, FileHandle directory, String name)
            throws VfsException {
        Inode inode = inodes.get(file);
        Inode parent = searchable(caller, directory);
        PosixRules.nameBytes(name);
        if (parent.byName.containsKey(name)) {
            throw new VfsException(VfsError.EXIST);
        }
        PosixRules.require(caller, parent.attributes(), PosixRules.WRITE);
        if (inode.isDirectory()) {
            throw new VfsException(VfsError.PERM);
        }
        if (inode.links == 0) {
            throw new VfsException(VfsError.NOENT);
        }
        PosixRules.requireRoomForLink(inode.links);
        long before = parent.change;
        inode.links++;
        inodes.touch(inode, false);
        return inodes.added(parent, name, inode, before);
    }

    @Override
    public synchronized DirectoryChange remove(Caller caller, FileHandle directory, String name) throws VfsException {
        Inode parent = searchable(caller, directory);
        Inode victim = child(parent, name);
        requireUnlink(caller, parent, victim);
        requireEmpty(victim);
        long before = parent.change;
        inodes.unlink(parent, name, victim);
        return new DirectoryChange(true, before, parent.change);
    }

    @Override
    public synchronized Renamed rename(
            Caller caller, FileHandle fromDirectory, String fromName, FileHandle toDirectory, String toName)
            throws VfsException {
        PosixRules.nameBytes(fromName);
        PosixRules.nameBytes(toName);
        Inode from = inodes.get(fromDirectory);
        Inode to = inodes.get(toDirectory);
        searchable(caller, fromDirectory);
        searchable(caller, toDirectory);
        Inode moved = child(from, fromName);
        Inode.@Nullable Link replaced = to.byName.get(toName);
        requireUnlink(caller, from, moved);
        PosixRules.require(caller, to.attributes(), PosixRules.WRITE);
        PosixRules.requireMovable(caller, moved.attributes(), from == to);
        requireNotWithin(moved, to, VfsError.INVAL);
        if (moved.isDirectory()) {
            PosixRules.requireRoomBelow(depth(to));
        }
        if (replaced != null) {
            requireNotWithin(replaced.target(), from, VfsError.NOTEMPTY);
        }
        if (replaced != null && replaced.target() == moved) {
            return new Renamed(unchanged(from), unchanged(to));
        }
        long fromBefore = from.change;
        long toBefore = to.change;
        if (replaced != null) {
            requireReplaceable(caller, to, replaced.target(), moved);
            inodes.unlink(to, toName, replaced.target());
        }
        from.drop(fromName);
        to.add(toName, moved);
        inodes.touch(moved, false);
        inodes.touch(from, true);
        inodes.touch(to, true);
        return new Renamed(
                new DirectoryChange(true, fromBefore, from.change), new DirectoryChange(true, toBefore, to.change));
    }

    @Override
    public synchronized DirectoryPage readDirectory(
            Caller caller, FileHandle directory, long cookie, long verifier, int maxItems, boolean withAttributes)
            throws VfsException {
        Inode inode = inodes.get(directory);
        PosixRules.requireDirectory(caller, inode.attributes(), PosixRules.READ);
        if (cookie != 0 && (cookie < 3 || cookie >= inode.nextCookie)) {
            throw new VfsException(VfsError.BAD_COOKIE);
        }
        List<DirectoryPage.Item> items = new ArrayList<>();
        for (Inode.Link link : inode.byCookie.tailMap(cookie, false).values()) {
            if (items.size() == maxItems) {
                return new DirectoryPage(items, identity, false);
            }
            items.add(item(link, withAttributes));
        }
        return new DirectoryPage(items, identity, true);
    }

    @Override
    public synchronized OpenFile open(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        PosixRules.requireOpen(caller, inodes.get(file).attributes(), intent);
        return openGranted(caller, file, intent);
    }

    @Override
    public synchronized OpenFile openGranted(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        Inode inode = inodes.get(file);
        PosixRules.requireRegular(inode.attributes());
        inode.opens++;
        return new MemoryOpenFile(this, inode, !caller.isRoot());
    }

    @Override
    public synchronized int read(OpenFile file, long offset, ByteBuffer target) throws VfsException {
        requireOffset(offset);
        return opened(file).content.read(offset, target);
    }

    @Override
    public synchronized Stability write(OpenFile file, long offset, ByteBuffer source, Stability stability)
            throws VfsException {
        requireOffset(offset);
        InodeTable.requireSize(offset, source.remaining());
        MemoryOpenFile open = writable(file);
        if (source.hasRemaining()) {
            open.dropPrivileges();
            open.inode.content.write(offset, source);
            inodes.touch(open.inode, true);
        }
        return stability;
    }

    @Override
    public synchronized void commit(OpenFile file) throws VfsException {
        opened(file);
    }

    @Override
    public long writeVerifier() {
        return identity;
    }

    @Override
    public synchronized FileSystemStatus status() {
        long used = inodes.spaceUsed();
        long free = CAPACITY - used;
        return new FileSystemStatus(
                CAPACITY, free, free, CAPACITY, CAPACITY - inodes.count(), FileLimits.EFS.nameBytes());
    }

    @Override
    public synchronized void close() {
        inodes.clear();
    }

    synchronized void closed(MemoryOpenFile file) throws VfsException {
        opened(file);
        file.open = false;
        file.inode.opens--;
        inodes.forgetIfGone(file.inode);
    }

    private Created make(
            Caller caller,
            Inode parent,
            String name,
            FileType type,
            long device,
            String target,
            AttributeChange initial)
            throws VfsException {
        Attributes directory = parent.attributes();
        PosixRules.require(caller, directory, PosixRules.WRITE);
        PosixRules.Birth birth = PosixRules.birth(caller, directory, type, initial);
        if (initial.size().isPresent()) {
            InodeTable.requireSize(initial.size().getAsLong(), 0);
        }
        long before = parent.change;
        Inode inode = inodes.make(type, device, target, birth);
        DirectoryChange change = inodes.added(parent, name, inode, before);
        inodes.apply(inode, initial.withMode(AttributeChange.NONE.mode()).withOwner(NO_OWNER, NO_OWNER));
        return new Created(entry(inode), change, false);
    }

    private Inode existing(Inode present, CreateMode mode) throws VfsException {
        switch (mode) {
            case CreateMode.Unchecked() -> PosixRules.requireRegular(present.attributes());
            case CreateMode.Guarded() -> throw new VfsException(VfsError.EXIST);
            case CreateMode.Exclusive(long verifier) -> {
                if (present.verifier == null || present.verifier != verifier) {
                    throw new VfsException(VfsError.EXIST);
                }
            }
        }
        return present;
    }

    private Inode searchable(Caller caller, FileHandle directory) throws VfsException {
        Inode inode = inodes.get(directory);
        PosixRules.requireDirectory(caller, inode.attributes(), PosixRules.EXECUTE);
        return inode;
    }

    private static Inode child(Inode directory, String name) throws VfsException {
        PosixRules.nameBytes(name);
        Inode.@Nullable Link link = directory.byName.get(name);
        if (link == null) {
            throw new VfsException(VfsError.NOENT);
        }
        return link.target();
    }

    private static void requireUnlink(Caller caller, Inode parent, Inode victim) throws VfsException {
        PosixRules.require(caller, parent.attributes(), PosixRules.WRITE);
        PosixRules.requireRemovable(caller, parent.attributes(), victim.attributes());
    }

    private static void requireEmpty(Inode victim) throws VfsException {
        if (!victim.byName.isEmpty()) {
            throw new VfsException(VfsError.NOTEMPTY);
        }
    }

    private void requireReplaceable(Caller caller, Inode parent, Inode victim, Inode by) throws VfsException {
        PosixRules.requireRemovable(caller, parent.attributes(), victim.attributes());
        if (by.isDirectory() && !victim.isDirectory()) {
            throw new VfsException(VfsError.NOTDIR);
        }
        if (!by.isDirectory() && victim.isDirectory()) {
            throw new VfsException(VfsError.ISDIR);
        }
        requireEmpty(victim);
    }

    private void requireNotWithin(Inode above, Inode directory, VfsError error) throws VfsException {
        for (Inode at = directory; at != inodes.root(); at = inodes.byId(at.parentId)) {
            if (at == above) {
                throw new VfsException(error);
            }
        }
    }

    private int depth(Inode directory) throws VfsException {
        int depth = 0;
        for (Inode at = directory; at != inodes.root(); at = inodes.byId(at.parentId)) {
            depth++;
        }
        return depth;
    }

    private static void requireOffset(long offset) throws VfsException {
        if (offset < 0) {
            throw new VfsException(VfsError.INVAL);
        }
    }

    private static Entry entry(Inode inode) {
        return new Entry(inode.handle, inode.attributes());
    }

    private static DirectoryPage.Item item(Inode.Link link, boolean withAttributes) {
        Inode target = link.target();
        return new DirectoryPage.Item(
                link.name(),
                target.id,
                target.type,
                link.cookie(),
                withAttributes ? target.handle : null,
                withAttributes ? target.attributes() : null);
    }

    private static DirectoryChange unchanged(Inode directory) {
        return new DirectoryChange(true, directory.change, directory.change);
    }

    private Inode opened(OpenFile file) throws VfsException {
        return writable(file).inode;
    }

    private MemoryOpenFile writable(OpenFile file) throws VfsException {
        if (file instanceof MemoryOpenFile open && open.fileSystem == this && open.open) {
            return open;
        }
        throw new VfsException(VfsError.STALE);
    }
}
