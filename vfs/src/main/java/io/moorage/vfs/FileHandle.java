package io.moorage.vfs;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A file's name for life: opaque bytes that its file system made, valid across renames and restarts.
 *
 * <p>Invariant: 1 to 128 bytes (RFC 7530 NFS4_FHSIZE), never changed after construction.
 */
public final class FileHandle {
    public static final int MAX_BYTES = 128;

    private final byte[] bytes;
    private final int hash;

    private FileHandle(byte[] bytes) {
        this.bytes = bytes;
        this.hash = Arrays.hashCode(bytes);
    }

    /** Takes the array as it is; the caller gives it away. */
    public static FileHandle of(byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a file handle has 1 to 128 bytes, not " + bytes.length);
        }
        return new FileHandle(bytes);
    }

    /** The bytes themselves, not a copy: read only. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileHandle that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
