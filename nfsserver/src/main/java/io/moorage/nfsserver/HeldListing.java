package io.moorage.nfsserver;

import io.moorage.vfs.FileHandle;

/**
 * A file that a client has open.
 *
 * @param reads and {@code writes} tell what it is open for
 * @param locks ranges that the client has locked through this open
 */
public record HeldListing(long clientId, FileHandle file, boolean reads, boolean writes, int locks) {}
