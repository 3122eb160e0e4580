package io.moorage.filestore;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** What is in the files. */
final class Content {
    private final Volume volume;
    private final AttributeChanges attributeChanges;

    Content(Volume volume, AttributeChanges attributeChanges) {
        this.volume = volume;
        this.attributeChanges = attributeChanges;
    }

    /** @param asked whether the caller's permission is asked */
    OpenFile open(Caller caller, FileHandle file, OpenIntent intent, boolean asked) throws VfsException {
        return volume.with(file, (calls, node) -> {
            // Counted before the look, so that the last name's removal meanwhile leaves it open.
            boolean only = volume.nodes.opens.add(file) == 1;
            try {
                Attributes now = volume.glance(calls, node);
                boolean reclaimed = !asked && volume.orphans.isAwaited(file);
                if (now.links() == 0 && only && !reclaimed) {
                    throw new VfsException(VfsError.STALE);
                }
                if (asked) {
                    PosixRules.requireOpen(caller, now, intent);
                } else {
                    PosixRules.requireRegular(now);
                }
                node.dataFd(calls, volume.mountFd, intent.writes());
                return new StoreOpenFile(volume, node, !caller.isRoot());
            } catch (VfsException refused) {
                if (volume.nodes.opens.remove(file)) {
                    volume.nodes.closed(calls, file);
                }
                throw refused;
            }
        });
    }

    int read(OpenFile file, long offset, ByteBuffer target) throws VfsException {
        requireOffset(offset);
        return opened(file).with((calls, node) -> {
            int fd = node.dataFd(calls, volume.mountFd, false);
            return volume.tiers.read(calls, node, offset, target, () -> readHot(calls, fd, offset, target));
        });
    }

    private static int readHot(Calls calls, int fd, long offset, ByteBuffer target) throws VfsException {
        if (!target.isDirect()) {
            return readToHeap(calls, fd, offset, target);
        }
        int count = (int) Errnos.check(calls.file().pread(fd, MemorySegment.ofBuffer(target), offset));
        target.position(target.position() + count);
        return count;
    }

    private static int readToHeap(Calls calls, int fd, long offset, ByteBuffer target) throws VfsException {
        int total = 0;
        while (target.hasRemaining()) {
            MemorySegment piece = piece(calls, target);
            int count = (int) Errnos.check(calls.file().pread(fd, piece, offset + total));
            if (count == 0) {
                return total;
            }
            target.put(piece.asSlice(0, count).asByteBuffer());
            total += count;
        }
        return total;
    }

    Stability write(OpenFile file, long offset, ByteBuffer source, Stability stability) throws VfsException {
        requireOffset(offset);
        if (offset > FileLimits.EFS.fileBytes() - source.remaining()) {
            throw new VfsException(VfsError.FBIG);
        }
        StoreOpenFile open = opened(file);
        return open.with((calls, node) -> {
            if (source.hasRemaining()) {
                dropPrivileges(calls, node, open);
                volume.tiers.change(calls, node, () -> writeAll(calls, node, offset, source));
            }
            switch (stability) {
                case UNSTABLE -> {}
                case DATA_SYNC -> volume.syncData(calls, node);
                case FILE_SYNC -> volume.makeContentDurable(calls, node);
            }
            return stability;
        });
    }

    private void writeAll(Calls calls, Node node, long offset, ByteBuffer source) throws VfsException {
        int fd = node.dataFd(calls, volume.mountFd, true);
        long at = offset;
        node.writes();
        try {
            while (source.hasRemaining()) {
                MemorySegment piece = source.isDirect() ? MemorySegment.ofBuffer(source) : piece(calls, source);
                if (!source.isDirect()) {
                    piece.copyFrom(MemorySegment.ofBuffer(source).asSlice(0, piece.byteSize()));
                }
                int count = (int) Errnos.check(calls.file().pwrite(fd, piece, at));
                source.position(source.position() + count);
                at += count;
            }
        } finally {
            volume.changed(node);
        }
    }

    private static MemorySegment piece(Calls calls, ByteBuffer buffer) {
        return calls.scratch()
                .asSlice(0, Math.min(buffer.remaining(), calls.scratch().byteSize()));
    }

    void commit(OpenFile file) throws VfsException {
        opened(file).with((calls, node) -> {
            volume.makeContentDurable(calls, node);
            return Stability.FILE_SYNC;
        });
    }

    Attributes setSize(OpenFile file, long size) throws VfsException {
        if (size < 0) {
            throw new VfsException(VfsError.INVAL);
        }
        PosixRules.requireFileSize(size);
        StoreOpenFile open = opened(file);
        return open.with((calls, node) -> {
            dropPrivileges(calls, node, open);
            attributeChanges.apply(calls, node, AttributeChange.ofSize(size));
            volume.changed(node);
            Attributes after = volume.attributes(calls, node);
            volume.makeDurable(calls, node);
            return after;
        });
    }

    Attributes attributes(OpenFile file) throws VfsException {
        return opened(file).with(volume::attributes);
    }

    long size(OpenFile file) throws VfsException {
        return opened(file).with(volume::glance).size();
    }

    /** The kernel takes us for root, who keeps the bits (XSH write). */
    private void dropPrivileges(Calls calls, Node node, StoreOpenFile open) throws VfsException {
        if (!open.dropsPrivileges) {
            return;
        }
        node.lock.lock();
        try {
            int mode = volume.glance(calls, node).mode();
            int dropped = PosixRules.modeAfterWrite(mode);
            if (dropped != mode) {
                Errnos.check(calls.file().chmod(node.dataFd(calls, volume.mountFd, true), dropped));
                volume.changed(node);
            }
        } finally {
            node.lock.unlock();
        }
        open.dropsPrivileges = false;
    }

    private static StoreOpenFile opened(OpenFile file) throws VfsException {
        if (file instanceof StoreOpenFile open) {
            return open;
        }
        throw new VfsException(VfsError.STALE);
    }

    private static void requireOffset(long offset) throws VfsException {
        if (offset < 0) {
            throw new VfsException(VfsError.INVAL);
        }
    }
}
