package io.moorage.fileserver;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.memory.MemoryFileSystem;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Directories and files from one file system in memory to another: all that visitors can make. */
final class MemoryTree {
    private static final int PIECE = 1 << 20;

    private final MemoryFileSystem from;
    private final MemoryFileSystem to;

    MemoryTree(MemoryFileSystem from, MemoryFileSystem to) {
        this.from = from;
        this.to = to;
    }

    /** What is in a directory, into one that is empty. */
    void copy(FileHandle source, FileHandle target) throws VfsException {
        DirectoryPage page = from.readDirectory(Caller.ROOT, source, 0, 0, Integer.MAX_VALUE, false);
        for (DirectoryPage.Item item : page.items()) {
            FileHandle original = from.lookup(Caller.ROOT, source, item.name()).handle();
            Attributes attributes = from.getAttributes(original);
            if (attributes.isDirectory()) {
                FileHandle made = to.createObject(
                                Caller.ROOT, target, item.name(), new NewObject.Directory(), AttributeChange.NONE)
                        .entry()
                        .handle();
                copy(original, made);
                dress(made, attributes);
            } else {
                FileHandle made = to.createFile(
                                Caller.ROOT, target, item.name(), new CreateMode.Guarded(), AttributeChange.NONE)
                        .entry()
                        .handle();
                fill(original, made);
                dress(made, attributes);
            }
        }
    }

    private void fill(FileHandle original, FileHandle made) throws VfsException {
        try (OpenFile source = from.open(Caller.ROOT, original, OpenIntent.READ);
                OpenFile target = to.open(Caller.ROOT, made, OpenIntent.READ_WRITE)) {
            long offset = 0;
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (from.read(source, offset, piece) > 0) {
                piece.flip();
                int length = piece.remaining();
                Stability ignored = to.write(target, offset, piece, Stability.UNSTABLE);
                offset += length;
                piece.clear();
            }
        }
    }

    private void dress(FileHandle made, Attributes as) throws VfsException {
        AttributeChange same = new AttributeChange(
                OptionalInt.of(as.mode()),
                OptionalInt.of(as.uid()),
                OptionalInt.of(as.gid()),
                OptionalLong.empty(),
                new TimeChange.ClientTime(as.accessTime()),
                new TimeChange.ClientTime(as.modifyTime()));
        Attributes ignored = to.setAttributes(Caller.ROOT, made, same);
    }
}
