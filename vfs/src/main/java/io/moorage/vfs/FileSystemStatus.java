package io.moorage.vfs;

/** Space and objects of a file system, in bytes and counts (statvfs). */
public record FileSystemStatus(
        long totalBytes, long freeBytes, long availableBytes, long totalFiles, long freeFiles, int maxNameBytes) {}
