package io.moorage.vfs.memory;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.Timestamp;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One object. Guarded by its file system's lock. */
final class Inode {
    final long id;
    final FileHandle handle;
    final FileType type;
    final long device;
    final SparseContent content = new SparseContent();
    final String symlinkTarget;

    int mode;
    int uid;
    int gid;

    /** Invariant: the number of names that lead here; of a directory, 2 and its subdirectories; 0 when removed. */
    int links;

    int opens;
    long change;
    Timestamp accessTime;
    Timestamp modifyTime;
    Timestamp changeTime;

    /** The verifier of the exclusive create that made it. */
    @Nullable
    Long verifier;

    /** Of a directory. Invariant: {@code byName} and {@code byCookie} hold the same entries; cookies only grow. */
    final Map<String, Link> byName = new HashMap<>();

    final TreeMap<Long, Link> byCookie = new TreeMap<>();
    long nextCookie = 3;

    /** Of a directory: where ".." leads. */
    long parentId;

    record Link(String name, long cookie, Inode target) {}

    Inode(long id, FileHandle handle, FileType type, long device, String symlinkTarget, Timestamp now) {
        this.id = id;
        this.handle = handle;
        this.type = type;
        this.device = device;
        this.symlinkTarget = symlinkTarget;
        this.accessTime = now;
        this.modifyTime = now;
        this.changeTime = now;
    }

    boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    void add(String name, Inode target) {
        Link link = new Link(name, nextCookie++, target);
        byName.put(name, link);
        byCookie.put(link.cookie(), link);
        if (target.isDirectory()) {
            links++;
            target.parentId = id;
        }
    }

    void drop(String name) {
        Link link = byName.remove(name);
        if (link != null) {
            byCookie.remove(link.cookie());
            links -= link.target().isDirectory() ? 1 : 0;
        }
    }

    Attributes attributes() {
        long size =
                switch (type) {
                    case REGULAR -> content.size();
                    case SYMLINK -> symlinkTarget.getBytes(StandardCharsets.UTF_8).length;
                    case DIRECTORY -> SparseContent.PAGE;
                    default -> 0;
                };
        return new Attributes(
                type,
                id,
                mode,
                links,
                uid,
                gid,
                size,
                content.spaceUsed(),
                change,
                accessTime,
                modifyTime,
                changeTime,
                device);
    }
}
