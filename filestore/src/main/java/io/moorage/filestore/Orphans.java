package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files that lost their last name while somebody had them open. Each gets a name in a directory of the root that no client
 * sees, and has it until its last close: so a restart does not take it from clients that come back for it, as RFC 8881
 * section 18.16.4 has it (OPEN4_RESULT_PRESERVE_UNLINKED).
 */
final class Orphans {
    static final byte[] DIRECTORY = ".moorage-orphans".getBytes(StandardCharsets.US_ASCII);

    /** What is being restored, until it has its name. */
    static final byte[] RESTORING = ".moorage-restoring".getBytes(StandardCharsets.US_ASCII);

    private static final int LIST = DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY;
    private static final int BUFFER = 64 * 1024;
    private static final int NONE = -1;

    private final OpenCounts opens;
    private final HandleCodec codec;
    private final JournalKind journal;
    private final int rootFd;

    /** Invariant: the files with a name in the directory, each with that name. */
    private final Map<FileHandle, byte[]> kept = new ConcurrentHashMap<>();

    /** Those of them that were here at the start, until it is too late to come back for them. */
    private final Set<FileHandle> reclaimable = ConcurrentHashMap.newKeySet();

    /** Those that are kept for the next process. */
    private final Set<FileHandle> suspended = ConcurrentHashMap.newKeySet();

    /** {@link #NONE} until there is a directory. */
    private volatile int directoryFd = NONE;

    Orphans(OpenCounts opens, HandleCodec codec, JournalKind journal, int rootFd) {
        this.opens = opens;
        this.codec = codec;
        this.journal = journal;
        this.rootFd = rootFd;
    }

    /** Finds what an earlier process kept. */
    void load(Calls calls) throws VfsException {
        int fd = calls.directory().open(rootFd, DIRECTORY, LIST, 0);
        if (fd == -Errno.ENOENT) {
            return;
        }
        directoryFd = Errnos.check(fd);
        for (long bytes = read(calls); bytes > 0; bytes = read(calls)) {
            MemorySegment entries = calls.file().entries();
            for (long at = 0; at < bytes; at = Listing.next(entries, at)) {
                byte[] name = Listing.nameUnlessDots(entries, at);
                if (name != null) {
                    load(calls, name);
                }
            }
        }
    }

    private long read(Calls calls) throws VfsException {
        return Errnos.check(calls.file().readEntries(directoryFd, BUFFER));
    }

    private void load(Calls calls, byte[] name) throws VfsException {
        Errnos.check(calls.file().statxEntry(directoryFd, name));
        if (calls.file().status().links() > 1) {
            // The process died before it took the other name away.
            calls.directory().unlink(directoryFd, name, 0);
            return;
        }
        Errnos.check(calls.directory().nameToHandle(directoryFd, name));
        FileHandle handle = codec.encode(calls.directory().handle());
        kept.put(handle, name);
        reclaimable.add(handle);
    }

    /** To be called before a name is taken from a file: if it is the last and the file is open, the file gets one here. */
    void keep(Calls calls, Node file, Attributes now) throws VfsException {
        if (!file.isRegular() || now.links() != 1 || !opens.isOpen(file.handle) || file.orphan) {
            return;
        }
        byte[] name = Long.toUnsignedString(file.inode).getBytes(StandardCharsets.US_ASCII);
        int directory = directory(calls);
        int linked = directory < 0 ? directory : calls.directory().link(file.pathFd, directory, name);
        if (linked == -Errno.ENOSPC || linked == -Errno.EDQUOT) {
            // On a full disk it must be possible to remove things. This process has the file open; a restart ends it.
            return;
        }
        // Names are inode numbers, and a name keeps its inode: what is there is this file.
        Errnos.check(linked == -Errno.EEXIST ? 0 : linked);
        if (journal == JournalKind.UNKNOWN) {
            Errnos.check(calls.file().fsync(directoryFd));
        }
        kept.put(file.handle, name);
        file.orphan = true;
    }

    /** Its descriptor, or minus the errno when it cannot be made. */
    private synchronized int directory(Calls calls) throws VfsException {
        if (directoryFd == NONE) {
            int made = calls.directory().mkdir(rootFd, DIRECTORY, 0700);
            if (made < 0 && made != -Errno.EEXIST) {
                return made;
            }
            directoryFd = Errnos.check(calls.directory().open(rootFd, DIRECTORY, LIST, 0));
            Errnos.check(calls.file().fsync(rootFd));
        }
        return directoryFd;
    }

    /** How many directories of its own it has in the root. */
    int directories() {
        return directoryFd == NONE ? 0 : 1;
    }

    boolean isKept(FileHandle file) {
        return kept.containsKey(file);
    }

    /** True of a file that nobody has open and somebody may come back for. */
    boolean isAwaited(FileHandle file) {
        return reclaimable.contains(file);
    }

    /** Who has the file open may come back for it after a restart: it keeps its name here, if it has one. */
    void suspend(FileHandle file) {
        if (isKept(file)) {
            suspended.add(file);
        }
    }

    /** Takes the file's name here away, if it has one: nobody has it open any more. */
    void letGo(Calls calls, FileHandle file) {
        byte[] name = kept.get(file);
        if (name != null && !isAwaited(file) && !suspended.contains(file)) {
            // Before it is forgotten: who finds it meanwhile must not take it for a file with a name.
            calls.directory().unlink(directoryFd, name, 0);
            kept.remove(file);
        }
    }

    /** It is too late to come back: returns the files that were waited for. */
    Set<FileHandle> endReclaim() {
        Set<FileHandle> awaited = Set.copyOf(reclaimable);
        reclaimable.clear();
        return awaited;
    }

    void close(Calls calls) throws VfsException {
        if (directoryFd != NONE) {
            Errnos.check(calls.file().close(directoryFd));
        }
    }
}
