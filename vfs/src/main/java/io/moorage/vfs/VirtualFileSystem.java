package io.moorage.vfs;

import java.nio.ByteBuffer;

/**
 * A POSIX file system addressed by handles: what the NFS server and FUSE call, and what the file store and the NFS
 * client implement. {@code VirtualFileSystemContract} is this page as tests.
 *
 * <p>Rules for every method:
 *
 * <ul>
 *   <li>All methods may be called from any thread at any time and may block on I/O; none waits for another caller.
 *   <li>Permissions of {@code caller} are checked as POSIX has them (owner, group, other, sticky, setgid inheritance,
 *       root passes) before anything changes. {@code read} and {@code write} check nothing: the open was checked.
 *   <li>A name is one path component: 1 to 255 bytes of UTF-8, no '/', no NUL, not "." or ".."; else INVAL or
 *       NAMETOOLONG.
 *   <li>A handle never made here is BADHANDLE; of an object that is gone, STALE. An object open somewhere is not gone.
 *   <li>What a mutating method acknowledged is on stable storage when it returns, save UNSTABLE writes, which are
 *       when {@link #commit} returns, and what is {@linkplain #gather gathered}; the {@link #writeVerifier} changes whenever such writes may have been lost.
 *   <li>Refusals are {@link VfsException}; they leave everything as it was.
 * </ul>
 */
public interface VirtualFileSystem extends AutoCloseable {
    /** The root directory's handle: the same for the file system's life. */
    FileHandle root();

    Attributes getAttributes(FileHandle file) throws VfsException;

    /** As {@link #getAttributes(FileHandle)} of an open file, also after its last name is removed. */
    Attributes getAttributes(OpenFile file) throws VfsException;

    /** What kind of object it is: all that many requests need to know, and cheaper than its attributes. */
    default FileType typeOf(FileHandle file) throws VfsException {
        return getAttributes(file).type();
    }

    /** How many bytes an open file has, and cheaper than its attributes. */
    default long sizeOf(OpenFile file) throws VfsException {
        return getAttributes(file).size();
    }

    /** Applies all of {@code change} or nothing, and returns the attributes after it. */
    Attributes setAttributes(Caller caller, FileHandle file, AttributeChange change) throws VfsException;

    /** Truncates or extends through an open file, whose open decided the permission. */
    Attributes setSize(OpenFile file, long size) throws VfsException;

    /** The subset of the asked {@link Access} bits that the caller has. */
    int access(Caller caller, FileHandle file, int bits) throws VfsException;

    Entry lookup(Caller caller, FileHandle directory, String name) throws VfsException;

    /** The directory that holds {@code directory}; the root's parent is the root. */
    Entry lookupParent(Caller caller, FileHandle directory) throws VfsException;

    String readLink(Caller caller, FileHandle link) throws VfsException;

    /** Makes a regular file, mode 0600 unless {@code initial} says so; owner is the caller, group by setgid rules. */
    Created createFile(Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException;

    /** Makes a directory, link or special file; EXIST when the name is taken. */
    Created createObject(Caller caller, FileHandle directory, String name, NewObject object, AttributeChange initial)
            throws VfsException;

    DirectoryChange link(Caller caller, FileHandle file, FileHandle directory, String name) throws VfsException;

    /** Removes a name: an empty directory or any other object. */
    DirectoryChange remove(Caller caller, FileHandle directory, String name) throws VfsException;

    /** Renames as POSIX does, replacing an existing target atomically. */
    Renamed rename(Caller caller, FileHandle fromDirectory, String fromName, FileHandle toDirectory, String toName)
            throws VfsException;

    /** The changes of both directories; equal when they are the same one. */
    record Renamed(DirectoryChange from, DirectoryChange to) {}

    /**
     * Lists from after {@code cookie} (0: from the start), at most {@code maxItems} (at least 1). Entries present for
     * the whole listing are given exactly once.
     */
    DirectoryPage readDirectory(
            Caller caller, FileHandle directory, long cookie, long verifier, int maxItems, boolean withAttributes)
            throws VfsException;

    /** Opens a regular file after checking the caller's permission; a directory is ISDIR, anything else SYMLINK or INVAL. */
    OpenFile open(Caller caller, FileHandle file, OpenIntent intent) throws VfsException;

    /**
     * As {@link #open}, if {@code directory} has just this file under {@code name} now and the caller may search it; else
     * STALE, and nothing was opened.
     */
    default OpenFile openNamed(Caller caller, FileHandle directory, String name, FileHandle file, OpenIntent intent)
            throws VfsException {
        boolean same;
        try {
            same = lookup(caller, directory, name).handle().equals(file);
        } catch (VfsException refused) {
            if (refused.error() == VfsError.IO
                    || refused.error() == VfsError.FENCED
                    || refused.error() == VfsError.INTR) {
                throw refused;
            }
            same = false;
        }
        if (!same) {
            throw new VfsException(VfsError.STALE, "no longer under that name");
        }
        return open(caller, file, intent);
    }

    /**
     * As {@link #open}, without asking permissions: for the one who just created the file, and for reclaiming an open
     * that was granted before a restart.
     */
    OpenFile openGranted(Caller caller, FileHandle file, OpenIntent intent) throws VfsException;

    /** Reads into {@code target}'s remaining space and advances it; returns bytes read, fewer than there was room for only at the end. */
    int read(OpenFile file, long offset, ByteBuffer target) throws VfsException;

    /** Writes all of {@code source} as durably as {@code stability} asks, and returns how durable it is now. */
    Stability write(OpenFile file, long offset, ByteBuffer source, Stability stability) throws VfsException;

    /**
     * Has UNSTABLE writes seen by whoever shares the file system from elsewhere, if they were kept back to be sent together. Through
     * this object they are always seen.
     */
    default void push(OpenFile file) throws VfsException {}

    /** Makes every acknowledged write of the file durable, by whichever open it came. */
    void commit(OpenFile file) throws VfsException;

    /**
     * As {@link #commit(OpenFile)}, for who has no open of it: also for who may not write by now, since it changes nothing, and what was
     * acknowledged before is to be durable or to be told lost.
     */
    default void commit(Caller caller, FileHandle file) throws VfsException {
        try (OpenFile opened = openGranted(caller, file, OpenIntent.WRITE)) {
            commit(opened);
        }
    }

    /** Changes whenever acknowledged UNSTABLE writes may have been lost: a restart (RFC 7530 section 16.3). */
    long writeVerifier();

    FileSystemStatus status() throws VfsException;

    /**
     * From now until the gathering is settled or closed, the calling thread's changes of names and attributes, its FILE_SYNC
     * writes and its commits return before they are durable, and must not be acknowledged before that. DATA_SYNC writes are as
     * ever. One at a time per thread.
     */
    default Gathering gather() throws VfsException {
        return Gathering.NONE;
    }

    /**
     * Nobody will come back any more for what was open before the last restart: files that lost their last name and were
     * kept for that are let go.
     */
    default void endReclaim() throws VfsException {}

    /** Ends service. Open files become unusable. */
    @Override
    void close() throws VfsException;
}
