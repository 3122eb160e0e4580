package io.moorage.fuse;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.DirectoryPage.Item;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.VfsException;
import java.nio.charset.StandardCharsets;

/** Requests about open directories. */
final class DirectoryCalls {
    private static final int PAGE_ITEMS = 512;

    /** The inode number of an entry whose number nobody asked for (FUSE_UNKNOWN_INO). */
    private static final long UNKNOWN = 0xffffffffL;

    /** How old a listing read with the open may be when it is asked for. */
    private static final long FRESH = Clocks.NANOS / 10;

    private static final byte[] DOT = {'.'};
    private static final byte[] DOT_DOT = {'.', '.'};

    private final Mounted mounted;

    DirectoryCalls(Mounted mounted) {
        this.mounted = mounted;
    }

    /** Reads the first page, so that a refusal comes with opendir(3), as POSIX has it. */
    void open(Request request, Reply reply) throws VfsException, FuseException {
        Node node = mounted.nodes().get(request.node());
        FileHandle directory = node.handle();
        DirectoryStream stream = new DirectoryStream((caller, cookie, verifier, attributes) ->
                mounted.fileSystem().readDirectory(caller, directory, cookie, verifier, PAGE_ITEMS, attributes));
        stream.open(mounted.caller(request), node.nameChanges(), mounted.now() + FRESH);
        reply.int64(mounted.directories().add(stream));
        reply.int64(0);
    }

    void release(Request request) {
        mounted.directories().remove(request.int64(0));
    }

    void read(Request request, Reply reply, boolean plus) throws VfsException, FuseException {
        Node directory = mounted.nodes().get(request.node());
        DirectoryStream stream = mounted.directories().get(request.int64(0));
        if (stream == null) {
            throw new FuseException(Errno.EBADF);
        }
        Caller caller = mounted.caller(request);
        int limit = reply.length() + Math.min(request.int32(16), reply.room());
        long offset = dots(reply, request.int64(8), limit, plus);
        synchronized (stream) {
            if (request.int64(8) == 0) {
                stream.start(directory.nameChanges(), mounted.now());
            }
            Item item = stream.after(caller, offset, plus);
            while (item != null && append(reply, limit, directory, item, plus)) {
                stream.taken();
                item = stream.after(caller, item.cookie(), plus);
            }
        }
    }

    private static long dots(Reply reply, long offset, int limit, boolean plus) {
        long at = offset;
        if (at == 0 && fits(reply, limit, DOT, plus)) {
            unknown(reply, plus);
            reply.directoryEntry(UNKNOWN, DirectoryStream.AFTER_DOT, FileType.DIRECTORY, DOT);
            at = DirectoryStream.AFTER_DOT;
        }
        if (at == DirectoryStream.AFTER_DOT && fits(reply, limit, DOT_DOT, plus)) {
            unknown(reply, plus);
            reply.directoryEntry(UNKNOWN, DirectoryStream.FIRST, FileType.DIRECTORY, DOT_DOT);
            at = DirectoryStream.FIRST;
        }
        return at;
    }

    private boolean append(Reply reply, int limit, Node directory, Item item, boolean plus) {
        byte[] name = item.name().getBytes(StandardCharsets.UTF_8);
        if (!fits(reply, limit, name, plus)) {
            return false;
        }
        if (plus) {
            FileHandle handle = item.handle();
            Attributes attributes = item.attributes();
            if (handle == null || attributes == null) {
                unknown(reply, true);
            } else {
                mounted.entry(reply, directory, item.name(), new Entry(handle, attributes));
            }
        }
        reply.directoryEntry(item.fileId(), item.cookie(), item.type(), name);
        return true;
    }

    private static boolean fits(Reply reply, int limit, byte[] name, boolean plus) {
        return reply.length() + (plus ? Reply.ENTRY_BYTES : 0) + Reply.directoryEntryBytes(name) <= limit;
    }

    /** READDIRPLUS without an entry: the kernel will look the name up when it needs it. */
    private static void unknown(Reply reply, boolean plus) {
        if (plus) {
            reply.zeros(Reply.ENTRY_BYTES);
        }
    }
}
