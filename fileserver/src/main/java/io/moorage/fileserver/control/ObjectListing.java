package io.moorage.fileserver.control;

import java.time.Instant;

/**
 * An object of a file system, for people.
 *
 * @param type {@code -} file, {@code d} directory, {@code l} symbolic link, {@code p} FIFO, {@code s} socket, {@code b} and
 *     {@code c} devices, as ls(1) has it
 * @param mode permission bits
 * @param metered bytes it counts for by EFS's rules: its space and 2 KiB
 * @param target of a symbolic link; else empty
 */
public record ObjectListing(
        String name,
        String type,
        int mode,
        int links,
        int uid,
        int gid,
        long size,
        long metered,
        long fileId,
        Instant modified,
        String target) {
    public boolean isDirectory() {
        return type.equals("d");
    }
}
