package io.moorage.filestore;

import io.moorage.posix.CopyCalls;
import io.moorage.posix.Errno;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.BooleanSupplier;
import java.util.zip.Deflater;

/** A cold content by an open descriptor, which whoever opened it closes. See {@link ColdFormat}. */
final class ColdFile {
    private final Calls calls;
    private final int fd;
    private final ColdHeader header;

    private ColdFile(Calls calls, int fd, ColdHeader header) {
        this.calls = calls;
        this.fd = fd;
        this.header = header;
    }

    /** IO when it is damaged. */
    static ColdFile of(Calls calls, int fd) throws VfsException {
        return new ColdFile(calls, fd, ColdHeader.of(bytes(calls, fd, 0, ColdHeader.BYTES)));
    }

    ColdHeader header() {
        return header;
    }

    void close() {
        calls.file().close(fd);
    }

    /** Replaces the header, not yet durably. */
    void put(ColdHeader other) throws VfsException {
        write(calls, fd, 0, other.toBytes());
    }

    void sync() throws VfsException {
        Errnos.check(calls.file().fsync(fd));
    }

    ColdFormat.Entry entry(long block) throws VfsException {
        return ColdFormat.Entry.of(bytes(calls, fd, ColdFormat.entryAt(block), ColdFormat.ENTRY_BYTES));
    }

    /** The content of a block that is no hole. */
    byte[] block(long block, ColdFormat.Entry entry) throws VfsException {
        int length = ColdFormat.length(header.size(), block);
        return ColdFormat.expand(bytes(calls, fd, entry.position(), entry.stored()), length, entry.crc());
    }

    /**
     * Writes all of a file's data as cold content to an empty file, not yet durably. False when it was given up.
     *
     * @param goesOn asked after each block
     */
    static boolean write(Calls calls, int from, int to, ColdHeader header, BooleanSupplier goesOn) throws VfsException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            write(calls, to, 0, header.toBytes());
            long size = header.size();
            long position = ColdFormat.dataAt(size);
            Errnos.check(calls.file().truncate(to, position));
            long data = nextData(calls, from, 0, size);
            while (data < size) {
                long block = data / ColdFormat.BLOCK_BYTES;
                int length = ColdFormat.length(size, block);
                long start = block * ColdFormat.BLOCK_BYTES;
                int pages = pages(calls, from, start, length);
                byte[] content = bytes(calls, from, start, length);
                byte[] stored = ColdFormat.compress(deflater, content);
                write(calls, to, position, stored);
                ColdFormat.Entry entry = new ColdFormat.Entry(position, stored.length, ColdFormat.crc(content), pages);
                write(calls, to, ColdFormat.entryAt(block), entry.toBytes());
                position += stored.length;
                data = nextData(calls, from, start + length, size);
                if (!goesOn.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        } finally {
            deflater.end();
        }
    }

    /** Which pages of a block have data, by bit. */
    private static int pages(Calls calls, int fd, long start, int length) throws VfsException {
        long end = start + length;
        int pages = 0;
        for (long data = nextData(calls, fd, start, end); data < end; ) {
            long hole = Math.min(end, Errnos.check(calls.copies().nextHole(fd, data)));
            for (long page = (data - start) / ColdFormat.PAGE_BYTES;
                    page * ColdFormat.PAGE_BYTES < hole - start;
                    page++) {
                pages |= 1 << page;
            }
            data = nextData(calls, fd, hole, end);
        }
        return pages;
    }

    /** Where data begins at or after an offset, or {@code end}. */
    private static long nextData(Calls calls, int fd, long offset, long end) throws VfsException {
        CopyCalls copies = calls.copies();
        long data = offset < end ? copies.nextData(fd, offset) : end;
        return data == -Errno.ENXIO ? end : Math.min(end, Errnos.check(data));
    }

    /**
     * Writes the data to where it was in a file that has the size, and only holes, or parts of the same data. AGAIN when it was
     * given up.
     */
    void writeBack(int to, BooleanSupplier goesOn) throws VfsException {
        for (long block = 0; block < ColdFormat.blocks(header.size()); block++) {
            if (!goesOn.getAsBoolean()) {
                throw new VfsException(VfsError.AGAIN, "the move was given up");
            }
            ColdFormat.Entry entry = entry(block);
            if (entry.position() != 0) {
                writePages(to, block, entry);
            }
        }
    }

    private void writePages(int to, long block, ColdFormat.Entry entry) throws VfsException {
        byte[] content = block(block, entry);
        long start = block * ColdFormat.BLOCK_BYTES;
        int at = 0;
        while (at < content.length) {
            int end = at;
            while (end < content.length && (entry.pages() >>> (end / ColdFormat.PAGE_BYTES) & 1) != 0) {
                end += ColdFormat.PAGE_BYTES;
            }
            end = Math.min(end, content.length);
            if (end > at) {
                write(calls, to, start + at, content, at, end - at);
            }
            at = Math.max(end, at + ColdFormat.PAGE_BYTES);
        }
    }

    /** So many bytes from an offset: IO when there are fewer. */
    private static byte[] bytes(Calls calls, int fd, long offset, int length) throws VfsException {
        MemorySegment buffer = calls.scratch().asSlice(0, length);
        long at = 0;
        while (at < length) {
            long count = Errnos.check(calls.file().pread(fd, buffer.asSlice(at), offset + at));
            if (count == 0) {
                throw new VfsException(VfsError.IO, "a file ends too early");
            }
            at += count;
        }
        return buffer.toArray(ValueLayout.JAVA_BYTE);
    }

    private static void write(Calls calls, int fd, long offset, byte[] content) throws VfsException {
        write(calls, fd, offset, content, 0, content.length);
    }

    private static void write(Calls calls, int fd, long offset, byte[] content, int from, int length)
            throws VfsException {
        MemorySegment buffer = calls.scratch().asSlice(0, length);
        MemorySegment.copy(content, from, buffer, ValueLayout.JAVA_BYTE, 0, length);
        long at = 0;
        while (at < length) {
            at += Errnos.check(calls.file().pwrite(fd, buffer.asSlice(at), offset + at));
        }
    }
}
