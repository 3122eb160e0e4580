package io.moorage.fuse;

import io.moorage.vfs.FileType;

/** st_mode's type bits and the kernel's 32-bit device numbers. */
final class Mode {
    static final int TYPE_MASK = 0170000;
    static final int FIFO = 0010000;
    static final int CHARACTER = 0020000;
    static final int DIRECTORY = 0040000;
    static final int BLOCK = 0060000;
    static final int REGULAR = 0100000;
    static final int SYMLINK = 0120000;
    static final int SOCKET = 0140000;
    static final int PERMISSIONS = 07777;

    /** Search permission for owner, group and others alike. */
    static final int SEARCHABLE_BY_ALL = 0111;

    private Mode() {}

    static int of(FileType type) {
        return switch (type) {
            case REGULAR -> REGULAR;
            case DIRECTORY -> DIRECTORY;
            case SYMLINK -> SYMLINK;
            case FIFO -> FIFO;
            case SOCKET -> SOCKET;
            case BLOCK_DEVICE -> BLOCK;
            case CHARACTER_DEVICE -> CHARACTER;
        };
    }

    /** The kernel's new_encode_dev of {@code (major << 32) | minor}. */
    static int encodeDevice(long device) {
        int major = (int) (device >>> 32);
        int minor = (int) device;
        return (minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12);
    }

    static long decodeDevice(int encoded) {
        long major = (encoded >>> 8) & 0xfffL;
        long minor = (encoded & 0xffL) | ((encoded >>> 12) & 0xfff00L);
        return major << 32 | minor;
    }
}
