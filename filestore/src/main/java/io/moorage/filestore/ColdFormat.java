package io.moorage.filestore;

import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A cold content on disk: a {@link ColdHeader}, an {@link Entry} for each block of the file, and the blocks that have data,
 * each compressed by itself (RFC 1951) unless that makes it no smaller. So a read decompresses the blocks it touches and no
 * others. Entries of blocks without data are zeros, and take no space.
 */
final class ColdFormat {
    static final int BLOCK_BYTES = 128 * 1024;
    static final int PAGE_BYTES = 4096;
    static final int ENTRY_BYTES = 24;

    private ColdFormat() {}

    /**
     * @param position of the stored block; 0: the block is a hole
     * @param stored how many bytes it has there
     * @param crc CRC-32C of the content
     * @param pages which of the block's pages of 4 KiB had data, by bit: the others were holes
     */
    record Entry(long position, int stored, int crc, int pages) {
        static final Entry HOLE = new Entry(0, 0, 0, 0);

        byte[] toBytes() {
            return ByteBuffer.allocate(ENTRY_BYTES)
                    .putLong(position)
                    .putInt(stored)
                    .putInt(crc)
                    .putInt(pages)
                    .array();
        }

        static Entry of(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Entry(buffer.getLong(), buffer.getInt(), buffer.getInt(), buffer.getInt());
        }
    }

    static long blocks(long size) {
        return Math.ceilDiv(size, BLOCK_BYTES);
    }

    /** How long a block is: the last one ends where the file does. */
    static int length(long size, long block) {
        return (int) Math.min(BLOCK_BYTES, size - block * BLOCK_BYTES);
    }

    static long entryAt(long block) {
        return ColdHeader.BYTES + block * ENTRY_BYTES;
    }

    /** Where the blocks begin. */
    static long dataAt(long size) {
        return Math.ceilDiv(entryAt(blocks(size)), PAGE_BYTES) * PAGE_BYTES;
    }

    static int crc(byte[] content) {
        CRC32C crc = new CRC32C();
        crc.update(content);
        return (int) crc.getValue();
    }

    /** The block as it is stored: as long as it was when it cannot be made smaller. */
    static byte[] compress(Deflater deflater, byte[] content) {
        deflater.reset();
        deflater.setInput(content);
        deflater.finish();
        byte[] out = new byte[content.length];
        int length = deflater.deflate(out);
        return deflater.finished() && length < content.length ? Arrays.copyOf(out, length) : content;
    }

    /** IO when it is not what was stored. */
    static byte[] expand(byte[] stored, int length, int crc) throws VfsException {
        byte[] content = stored;
        if (stored.length < length) {
            content = new byte[length];
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(stored);
                if (inflater.inflate(content) != length) {
                    throw damaged();
                }
            } catch (DataFormatException e) {
                throw damaged();
            } finally {
                inflater.end();
            }
        }
        if (crc(content) != crc) {
            throw damaged();
        }
        return content;
    }

    private static VfsException damaged() {
        return new VfsException(VfsError.IO, "a block of a cold content is damaged");
    }
}
