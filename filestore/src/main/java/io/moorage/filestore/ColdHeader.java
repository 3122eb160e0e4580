package io.moorage.filestore;

import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * What a cold content begins with: whose it is, and what that file must look like again after its own data was taken away or
 * put back. It is one sector, which a disk writes whole or not at all.
 *
 * @param handle of the file, as the kernel gave it
 * @param shownChange its ctime as clients see it
 * @param usedBytes that its data took
 * @param in the class it is in
 */
record ColdHeader(
        byte[] handle,
        long inode,
        long birth,
        long size,
        long accessSeconds,
        int accessNanos,
        long modifySeconds,
        int modifyNanos,
        long shownChange,
        long usedBytes,
        StorageClass in) {
    static final int BYTES = 512;
    private static final long MAGIC = 0x4d4f4f52434f4c44L;
    private static final int VERSION = 1;
    private static final int CRC_AT = BYTES - Integer.BYTES;

    /** @param seen the file as clients see it */
    static ColdHeader of(byte[] handle, FileStatus seen, StorageClass in) {
        return new ColdHeader(
                handle,
                seen.inode(),
                seen.birthTime(),
                seen.size(),
                seen.accessSeconds(),
                seen.accessNanos(),
                seen.modifySeconds(),
                seen.modifyNanos(),
                seen.changeTime(),
                seen.blocks() * 512,
                in);
    }

    /** The same content of the file as clients see it now. */
    ColdHeader lookingLike(FileStatus seen) {
        return new ColdHeader(
                handle,
                inode,
                birth,
                size,
                seen.accessSeconds(),
                seen.accessNanos(),
                seen.modifySeconds(),
                seen.modifyNanos(),
                seen.changeTime(),
                usedBytes,
                in);
    }

    ColdHeader in(StorageClass other) {
        return new ColdHeader(
                handle,
                inode,
                birth,
                size,
                accessSeconds,
                accessNanos,
                modifySeconds,
                modifyNanos,
                shownChange,
                usedBytes,
                other);
    }

    /** What is told of the file while its content moves. */
    TierRecord moving() {
        return new TierRecord(
                inode,
                birth,
                TierRecord.MOVING,
                shownChange,
                usedBytes,
                in,
                StorageClass.STANDARD,
                modifySeconds,
                modifyNanos);
    }

    boolean isOf(FileStatus file) {
        return inode == file.inode() && birth == file.birthTime();
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(in.code);
        bytes.putLong(inode).putLong(birth).putLong(size);
        bytes.putLong(accessSeconds).putInt(accessNanos);
        bytes.putLong(modifySeconds).putInt(modifyNanos);
        bytes.putLong(shownChange).putLong(usedBytes);
        bytes.putInt(handle.length).put(handle);
        return bytes.putInt(CRC_AT, crc(bytes.array())).array();
    }

    /** IO when it is damaged. */
    static ColdHeader of(byte[] sector) throws VfsException {
        ByteBuffer bytes = ByteBuffer.wrap(sector);
        if (bytes.getInt(CRC_AT) != crc(sector) || bytes.getLong() != MAGIC || bytes.getInt() != VERSION) {
            throw new VfsException(VfsError.IO, "a cold content is damaged");
        }
        StorageClass in = StorageClass.of(bytes.getInt());
        long inode = bytes.getLong();
        long birth = bytes.getLong();
        long size = bytes.getLong();
        long accessSeconds = bytes.getLong();
        int accessNanos = bytes.getInt();
        long modifySeconds = bytes.getLong();
        int modifyNanos = bytes.getInt();
        long shownChange = bytes.getLong();
        long usedBytes = bytes.getLong();
        byte[] handle = new byte[bytes.getInt()];
        bytes.get(handle);
        return new ColdHeader(
                handle,
                inode,
                birth,
                size,
                accessSeconds,
                accessNanos,
                modifySeconds,
                modifyNanos,
                shownChange,
                usedBytes,
                in);
    }

    private static int crc(byte[] sector) {
        CRC32C crc = new CRC32C();
        crc.update(sector, 0, CRC_AT);
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ColdHeader that && Arrays.equals(toBytes(), that.toBytes());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }
}
