package io.moorage.vfs;

/**
 * A regular file held open: it stays readable and writable after its last name is removed. Made by
 * {@link VirtualFileSystem#open}; closed exactly once. Safe for use by many threads at a time.
 */
public interface OpenFile extends AutoCloseable {
    FileHandle handle();

    /** Gives the file back. Never loses what was acknowledged. */
    @Override
    void close() throws VfsException;

    /**
     * Gives the file back as {@link #close} does, while its opener may come back for it after a restart: if it has lost its
     * last name it stays until {@link VirtualFileSystem#endReclaim}.
     */
    default void suspend() throws VfsException {
        close();
    }
}
