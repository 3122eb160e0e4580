package io.moorage.fuse;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileType;
import io.moorage.vfs.Timestamp;
import java.nio.ByteBuffer;

/** One answer to the kernel (struct fuse_out_header and what follows), built in place and reused by one thread. */
final class Reply {
    static final int HEADER = 16;
    static final int ATTRIBUTES_BYTES = 88;
    static final int ENTRY_BYTES = 40 + ATTRIBUTES_BYTES;

    /** st_blksize: what one request carries. */
    private static final int BLOCK_SIZE = 1 << 20;

    private static final int SECTOR = 512;

    private final ByteBuffer buffer;
    private int length = HEADER;

    /** @param buffer in native byte order */
    Reply(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    void clear() {
        length = HEADER;
    }

    /** Bytes of the whole answer so far. */
    int length() {
        return length;
    }

    /** What the payload holds at an offset. */
    long int64At(int offset) {
        return buffer.getLong(HEADER + offset);
    }

    int int32At(int offset) {
        return buffer.getInt(HEADER + offset);
    }

    /** Bytes of payload that still fit. */
    int room() {
        return buffer.capacity() - length;
    }

    void finish(long unique, int errno) {
        if (errno != Errno.OK) {
            length = HEADER;
        }
        buffer.putInt(0, length).putInt(4, -errno).putLong(8, unique);
    }

    /** Makes the answer a notification (struct fuse_out_header with unique 0). */
    void finishNotification(int code) {
        buffer.putInt(0, length).putInt(4, code).putLong(8, 0);
    }

    void int16(int value) {
        buffer.putShort(length, (short) value);
        length += Short.BYTES;
    }

    void int32(int value) {
        buffer.putInt(length, value);
        length += Integer.BYTES;
    }

    void int64(long value) {
        buffer.putLong(length, value);
        length += Long.BYTES;
    }

    void bytes(byte[] value) {
        buffer.put(length, value);
        length += value.length;
    }

    void zeros(int count) {
        for (int i = 0; i < count; i++) {
            buffer.put(length++, (byte) 0);
        }
    }

    /** Space for {@code bytes} of payload to be filled by the caller, who then calls {@link #advance}. */
    ByteBuffer space(int bytes) {
        return buffer.slice(length, bytes);
    }

    void advance(int bytes) {
        length += bytes;
    }

    /** struct fuse_entry_out. */
    void entry(long node, long generation, long entryNanos, long attributeNanos, Attributes attributes) {
        int64(node);
        int64(generation);
        int64(entryNanos / Clocks.NANOS);
        int64(attributeNanos / Clocks.NANOS);
        int32((int) (entryNanos % Clocks.NANOS));
        int32((int) (attributeNanos % Clocks.NANOS));
        attributes(attributes);
    }

    /** struct fuse_attr_out. */
    void attributesOut(long attributeNanos, Attributes attributes) {
        int64(attributeNanos / Clocks.NANOS);
        int32((int) (attributeNanos % Clocks.NANOS));
        int32(0);
        attributes(attributes);
    }

    private void attributes(Attributes attributes) {
        int64(attributes.fileId());
        int64(attributes.size());
        int64((attributes.spaceUsed() + SECTOR - 1) / SECTOR);
        int64(attributes.accessTime().seconds());
        int64(attributes.modifyTime().seconds());
        int64(attributes.changeTime().seconds());
        nanos(attributes.accessTime());
        nanos(attributes.modifyTime());
        nanos(attributes.changeTime());
        int32(Mode.of(attributes.type()) | attributes.mode());
        int32(attributes.links());
        int32(attributes.uid());
        int32(attributes.gid());
        int32(Mode.encodeDevice(attributes.device()));
        int32(BLOCK_SIZE);
        int32(0);
    }

    /** struct fuse_dirent, padded to eight bytes. */
    void directoryEntry(long fileId, long offset, FileType type, byte[] name) {
        int64(fileId);
        int64(offset);
        int32(name.length);
        int32(Mode.of(type) >>> 12);
        bytes(name);
        zeros(-name.length & 7);
    }

    static int directoryEntryBytes(byte[] name) {
        return 24 + ((name.length + 7) & ~7);
    }

    private void nanos(Timestamp time) {
        int32(time.nanos());
    }
}
