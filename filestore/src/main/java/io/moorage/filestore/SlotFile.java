package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Native;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;

/**
 * Numbered records of some longs each in a sparse file: those never written are zeros and take no space, and what is in
 * memory of them is the kernel's to keep or to drop. A record lies within a sector of the disk, so it is written whole or not at
 * all. Safe for many threads.
 */
final class SlotFile {
    private static final int OPEN = DirectoryCalls.O_RDWR | DirectoryCalls.O_CREAT;

    private final int fd;
    private final int longs;

    private SlotFile(int fd, int longs) {
        this.fd = fd;
        this.longs = longs;
    }

    /** @param longs a power of two, at most 8 */
    static SlotFile open(Calls calls, int directory, byte[] name, int longs) throws VfsException {
        return new SlotFile(Errnos.check(calls.directory().open(directory, name, OPEN, 0600)), longs);
    }

    long[] read(Calls calls, long slot) throws VfsException {
        MemorySegment bytes = calls.slot().asSlice(0, (long) longs * Long.BYTES);
        bytes.fill((byte) 0);
        Errnos.check(calls.file().pread(fd, bytes, slot * bytes.byteSize()));
        return bytes.toArray(Native.LONG);
    }

    void write(Calls calls, long slot, long... record) throws VfsException {
        MemorySegment bytes = calls.slot().asSlice(0, (long) longs * Long.BYTES);
        MemorySegment.copy(record, 0, bytes, Native.LONG, 0, longs);
        Errnos.check(calls.file().pwrite(fd, bytes, slot * bytes.byteSize()));
    }

    void sync(Calls calls) throws VfsException {
        Errnos.check(calls.file().fdatasync(fd));
    }

    void close(Calls calls) {
        calls.file().close(fd);
    }
}
