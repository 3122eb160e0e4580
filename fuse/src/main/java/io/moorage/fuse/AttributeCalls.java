package io.moorage.fuse;

import io.moorage.vfs.Access;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Requests about attributes, permission and space. */
final class AttributeCalls {
    private static final int GETATTR_FH = 1;

    private static final int MODE = 1;
    private static final int UID = 1 << 1;
    private static final int GID = 1 << 2;
    private static final int SIZE = 1 << 3;
    private static final int ATIME = 1 << 4;
    private static final int MTIME = 1 << 5;
    private static final int FH = 1 << 6;
    private static final int ATIME_NOW = 1 << 7;
    private static final int MTIME_NOW = 1 << 8;

    private static final int R_OK = 4;
    private static final int W_OK = 2;
    private static final int X_OK = 1;
    private static final int BLOCK_BYTES = 4096;

    private final Mounted mounted;
    private final VirtualFileSystem fileSystem;

    AttributeCalls(Mounted mounted) {
        this.mounted = mounted;
        this.fileSystem = mounted.fileSystem();
    }

    void getAttributes(Request request, Reply reply) throws VfsException, FuseException {
        Node node = mounted.nodes().get(request.node());
        OpenedFile open = (request.int32(0) & GETATTR_FH) != 0 ? mounted.files().get(request.int64(8)) : null;
        Attributes attributes =
                open == null ? fileSystem.getAttributes(node.handle()) : fileSystem.getAttributes(open.file());
        mounted.attributes(reply, node, attributes);
    }

    void setAttributes(Request request, Reply reply) throws VfsException, FuseException {
        Node node = mounted.nodes().get(request.node());
        int valid = request.int32(0);
        Attributes attributes;
        if ((valid & (SIZE | FH)) == (SIZE | FH)) {
            attributes = fileSystem.setSize(mounted.file(request.int64(8)).file(), request.int64(16));
            valid &= ~SIZE;
            AttributeChange rest = change(request, valid);
            if (!rest.isEmpty()) {
                attributes = fileSystem.setAttributes(mounted.caller(request), node.handle(), rest);
            }
        } else {
            attributes = fileSystem.setAttributes(mounted.caller(request), node.handle(), change(request, valid));
            if (attributes.isDirectory()) {
                node.cachedNames().set(attributes.change());
            }
        }
        mounted.attributes(reply, node, attributes);
    }

    /** access(2) and chdir(2): all asked bits or EACCES. */
    void access(Request request) throws VfsException, FuseException {
        Node node = mounted.nodes().get(request.node());
        int mask = request.int32(0);
        if (mask == 0) {
            return;
        }
        boolean directory = fileSystem.getAttributes(node.handle()).isDirectory();
        int wanted = ((mask & R_OK) != 0 ? Access.READ : 0)
                | ((mask & W_OK) != 0 ? Access.MODIFY | Access.EXTEND | (directory ? Access.DELETE : 0) : 0)
                | ((mask & X_OK) != 0 ? (directory ? Access.LOOKUP : Access.EXECUTE) : 0);
        if (fileSystem.access(mounted.caller(request), node.handle(), wanted) != wanted) {
            throw new FuseException(Errno.EACCES);
        }
    }

    /** struct fuse_kstatfs. */
    void status(Reply reply) throws VfsException {
        FileSystemStatus status = fileSystem.status();
        reply.int64(status.totalBytes() / BLOCK_BYTES);
        reply.int64(status.freeBytes() / BLOCK_BYTES);
        reply.int64(status.availableBytes() / BLOCK_BYTES);
        reply.int64(status.totalFiles());
        reply.int64(status.freeFiles());
        reply.int32(BLOCK_BYTES);
        reply.int32(status.maxNameBytes());
        reply.int32(BLOCK_BYTES);
        reply.zeros(28);
    }

    /** struct fuse_setattr_in. */
    private static AttributeChange change(Request request, int valid) {
        return new AttributeChange(
                (valid & MODE) != 0 ? OptionalInt.of(request.int32(68) & Mode.PERMISSIONS) : OptionalInt.empty(),
                (valid & UID) != 0 ? OptionalInt.of(request.int32(76)) : OptionalInt.empty(),
                (valid & GID) != 0 ? OptionalInt.of(request.int32(80)) : OptionalInt.empty(),
                (valid & SIZE) != 0 ? OptionalLong.of(request.int64(16)) : OptionalLong.empty(),
                time(valid, ATIME, ATIME_NOW, request.int64(32), request.int32(56)),
                time(valid, MTIME, MTIME_NOW, request.int64(40), request.int32(60)));
    }

    private static TimeChange time(int valid, int set, int now, long seconds, int nanos) {
        if ((valid & now) != 0) {
            return TimeChange.SERVER_TIME;
        }
        return (valid & set) != 0 ? new TimeChange.ClientTime(new Timestamp(seconds, nanos)) : TimeChange.KEEP;
    }
}
