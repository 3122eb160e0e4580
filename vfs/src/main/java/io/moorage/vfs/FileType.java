package io.moorage.vfs;

/** What an object is (POSIX {@code S_IFMT}; RFC 7530 section 6.2.1 nfs_ftype4). */
public enum FileType {
    REGULAR,
    DIRECTORY,
    SYMLINK,
    FIFO,
    SOCKET,
    BLOCK_DEVICE,
    CHARACTER_DEVICE
}
