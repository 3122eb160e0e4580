package io.moorage.vfs;

/**
 * What is known of an object at one moment.
 *
 * @param fileId unique in its file system for the object's life; st_ino
 * @param mode permission bits with setuid, setgid and sticky (07777), without the type
 * @param size bytes
 * @param spaceUsed bytes allocated on disk; a sparse file uses less than its size
 * @param change grows with every change of data or metadata (RFC 7530 section 5.8.1.4), also across restarts
 * @param device major and minor of a special file in {@code (major << 32) | minor}; else 0
 */
public record Attributes(
        FileType type,
        long fileId,
        int mode,
        int links,
        int uid,
        int gid,
        long size,
        long spaceUsed,
        long change,
        Timestamp accessTime,
        Timestamp modifyTime,
        Timestamp changeTime,
        long device) {
    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }
}
