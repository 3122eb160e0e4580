package io.moorage.vfs;

/**
 * A directory's change attribute around an operation (RFC 7530 section 2.2.7 change_info4).
 *
 * @param atomic true when nothing else can have changed the directory between the two readings
 */
public record DirectoryChange(boolean atomic, long before, long after) {}
