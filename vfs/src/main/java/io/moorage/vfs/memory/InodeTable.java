package io.moorage.vfs.memory;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.FileType;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All objects by number, and every change of one. Guarded by its file system's lock. */
final class InodeTable {
    /** EFS's largest file (EFS quotas). */
    private static final long ROOT_ID = 1;

    private final InstantSource clock;
    private final long identity;
    private final Map<Long, Inode> inodes = new HashMap<>();
    private final Inode root;
    private long nextId = ROOT_ID;
    private long changes;

    InodeTable(InstantSource clock, long identity) {
        this.clock = clock;
        this.identity = identity;
        this.root = make(FileType.DIRECTORY, 0, "", new PosixRules.Birth(0755, 0, 0));
        this.root.parentId = ROOT_ID;
    }

    Inode root() {
        return root;
    }

    int count() {
        return inodes.size();
    }

    long spaceUsed() {
        return inodes.values().stream()
                .mapToLong(inode -> inode.content.spaceUsed())
                .sum();
    }

    void clear() {
        inodes.clear();
    }

    Inode get(FileHandle handle) throws VfsException {
        ByteBuffer bytes = ByteBuffer.wrap(handle.bytes());
        if (bytes.remaining() != 2 * Long.BYTES || bytes.getLong() != identity) {
            throw new VfsException(VfsError.BADHANDLE);
        }
        long id = bytes.getLong();
        if (id < ROOT_ID || id >= nextId) {
            throw new VfsException(VfsError.BADHANDLE);
        }
        return byId(id);
    }

    Inode byId(long id) throws VfsException {
        @Nullable Inode inode = inodes.get(id);
        if (inode == null) {
            throw new VfsException(VfsError.STALE);
        }
        return inode;
    }

    /** A new object without a name; {@link #added} names it. */
    Inode make(FileType type, long device, String symlinkTarget, PosixRules.Birth birth) {
        long id = nextId++;
        FileHandle handle = FileHandle.of(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(identity)
                .putLong(id)
                .array());
        Inode inode = new Inode(id, handle, type, device, symlinkTarget, now());
        inode.mode = birth.mode();
        inode.uid = birth.uid();
        inode.gid = birth.gid();
        inode.links = inode.isDirectory() ? 2 : 1;
        inode.change = ++changes;
        inodes.put(id, inode);
        return inode;
    }

    DirectoryChange added(Inode directory, String name, Inode target, long before) {
        directory.add(name, target);
        touch(directory, true);
        return new DirectoryChange(true, before, directory.change);
    }

    void unlink(Inode directory, String name, Inode victim) {
        directory.drop(name);
        victim.links = victim.isDirectory() ? 0 : victim.links - 1;
        touch(victim, false);
        touch(directory, true);
        forgetIfGone(victim);
    }

    void forgetIfGone(Inode inode) {
        if (inode.links == 0 && inode.opens == 0) {
            inodes.remove(inode.id);
        }
    }

    void touch(Inode inode, boolean content) {
        inode.change = ++changes;
        inode.changeTime = now();
        if (content) {
            inode.modifyTime = inode.changeTime;
        }
    }

    /** Applies what was permitted. */
    void apply(Inode inode, AttributeChange change) throws VfsException {
        if (change.isEmpty()) {
            return;
        }
        if (change.size().isPresent()) {
            requireSize(change.size().getAsLong(), 0);
            inode.content.resize(change.size().getAsLong());
        }
        touch(inode, change.size().isPresent());
        inode.mode = change.mode().orElse(inode.mode);
        inode.uid = change.uid().orElse(inode.uid);
        inode.gid = change.gid().orElse(inode.gid);
        inode.accessTime = after(change.accessTime(), inode.accessTime);
        inode.modifyTime = after(change.modifyTime(), inode.modifyTime);
    }

    static void requireSize(long offset, long length) throws VfsException {
        if (offset < 0) {
            throw new VfsException(VfsError.INVAL);
        }
        if (offset > FileLimits.EFS.fileBytes() - length) {
            throw new VfsException(VfsError.FBIG);
        }
    }

    private Timestamp after(TimeChange change, Timestamp current) {
        return switch (change) {
            case TimeChange.Keep() -> current;
            case TimeChange.ServerTime() -> now();
            case TimeChange.ClientTime(Timestamp time) -> time;
        };
    }

    private Timestamp now() {
        Instant instant = clock.instant();
        return new Timestamp(instant.getEpochSecond(), instant.getNano());
    }
}
