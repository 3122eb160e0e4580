package io.moorage.vfs;

/**
 * Changes that one thread makes and awaits together: what {@link VirtualFileSystem#gather} began. One wait for the disk then
 * does for all of them.
 */
public interface Gathering extends AutoCloseable {
    /** Of a file system that makes each change durable by itself. */
    Gathering NONE = () -> {};

    /**
     * Returns when all that was gathered is on stable storage, and ends the gathering. When it fails, any of the changes may
     * be lost in a crash: none may be acknowledged.
     */
    default void settle() throws VfsException {}

    /** Ends it without waiting: nothing of it may be acknowledged any more. Does nothing after {@link #settle}. */
    @Override
    void close();
}
