package io.moorage.vfs;

import java.util.Optional;

/**
 * Advisory byte-range locks, as POSIX fcntl has them: per owner, ranges split and merge, a relock replaces the type.
 * A second capability beside {@link VirtualFileSystem}: the NFS client forwards to its server, the NFS server keeps
 * locks itself and never asks its file store.
 */
public interface ByteRangeLocks {
    /** @param id one owner within this mount: a process for fcntl, an open file description for flock */
    record LockOwner(long id) {}

    /** @param length {@code Long.MAX_VALUE} means to the end of the file however it grows; always positive */
    record Range(long offset, long length) {}

    /** @param processId of the holder when known; else 0 */
    record Conflict(Range range, boolean exclusive, long processId) {}

    /** Takes or converts a lock and returns empty, or returns a conflicting one and takes nothing. */
    Optional<Conflict> lock(OpenFile file, LockOwner owner, Range range, boolean exclusive) throws VfsException;

    /** Who is in the way of such a lock. */
    Optional<Conflict> test(OpenFile file, LockOwner owner, Range range, boolean exclusive) throws VfsException;

    void unlock(OpenFile file, LockOwner owner, Range range) throws VfsException;

    /** Drops all locks the owner has on the file: a process closed it (POSIX close). */
    void release(OpenFile file, LockOwner owner) throws VfsException;
}
