package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cold tier of one file system, in a directory of its root that no client sees. Each content there has its file's inode
 * number for a name, and is in one of three places:
 *
 * <ul>
 *   <li>{@code making}: not complete. The file has its data; what is here after a crash is thrown away.
 *   <li>{@code moving}: complete. The file's own data is being taken away or put back, so this is what counts; after a crash
 *       it is taken away (again).
 *   <li>{@code content}: complete, and the file has no data of its own.
 * </ul>
 *
 * So a file's data is in the tier exactly when a content is in the latter two, whatever else says so. The records beside them
 * tell what such files look like, and let others be passed over quickly.
 */
final class ColdStore {
    private static final int LOOKS = 15;
    private static final Logger LOG = System.getLogger(ColdStore.class.getName());

    static final byte[] DIRECTORY = ascii(".moorage-cold");

    private static final byte[] MAKING = ascii("making");
    private static final byte[] MOVING = ascii("moving");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] RECORDS = ascii("records");
    private static final int LIST = DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY;
    private static final int MAKE = DirectoryCalls.O_RDWR | DirectoryCalls.O_CREAT | DirectoryCalls.O_EXCL;

    /** On a disk of more inodes some share a record, whose last user alone is passed over or told of quickly. */
    private static final long RECORD_SLOTS = 1L << 24;

    private final int mountFd;
    private final JournalKind journal;
    private final int making;
    private final int moving;
    private final int content;
    private final SlotFile records;
    private final AccessTimes accesses;

    private ColdStore(
            int mountFd,
            JournalKind journal,
            int making,
            int moving,
            int content,
            SlotFile records,
            AccessTimes accesses) {
        this.mountFd = mountFd;
        this.journal = journal;
        this.making = making;
        this.moving = moving;
        this.content = content;
        this.records = records;
        this.accesses = accesses;
    }

    /** The tier that is there, as an earlier process left it and made good for use; null when there is none. */
    static @Nullable ColdStore load(Calls calls, int rootFd, JournalKind journal, Instant now) throws VfsException {
        int fd = calls.directory().open(rootFd, DIRECTORY, LIST, 0);
        if (fd == -Errno.ENOENT) {
            return null;
        }
        ColdStore store = open(calls, rootFd, Errnos.check(fd), journal, now);
        store.recover(calls);
        return store;
    }

    static ColdStore make(Calls calls, int rootFd, JournalKind journal, Instant now) throws VfsException {
        checkMade(calls.directory().mkdir(rootFd, DIRECTORY, 0700));
        int fd = Errnos.check(calls.directory().open(rootFd, DIRECTORY, LIST, 0));
        ColdStore store = open(calls, rootFd, fd, journal, now);
        Errnos.check(calls.file().syncfs(rootFd));
        return store;
    }

    private static ColdStore open(Calls calls, int rootFd, int fd, JournalKind journal, Instant now)
            throws VfsException {
        try {
            return new ColdStore(
                    rootFd,
                    journal,
                    directory(calls, fd, MAKING),
                    directory(calls, fd, MOVING),
                    directory(calls, fd, CONTENT),
                    SlotFile.open(calls, fd, RECORDS, 8),
                    AccessTimes.open(calls, fd, now));
        } finally {
            calls.file().close(fd);
        }
    }

    private static int directory(Calls calls, int parent, byte[] name) throws VfsException {
        checkMade(calls.directory().mkdir(parent, name, 0700));
        return Errnos.check(calls.directory().open(parent, name, LIST, 0));
    }

    private static void checkMade(int result) throws VfsException {
        Errnos.check(result == -Errno.EEXIST || result == -Errno.EROFS ? 0 : result);
    }

    AccessTimes accesses() {
        return accesses;
    }

    int mountFd() {
        return mountFd;
    }

    // Records

    /** What is known of a file that may be in the tier, or was; null when it never was. */
    @Nullable
    TierRecord record(Calls calls, FileStatus file) throws VfsException {
        long[] longs = records.read(calls, slot(file.inode()));
        if (longs[0] == 0) {
            return null;
        }
        TierRecord found = TierRecord.of(longs);
        if (found.isOf(file)) {
            boolean neverBegan = found.realChange() == TierRecord.MOVING && !isAnywhere(calls, file.inode());
            return neverBegan ? null : found;
        }
        return found.inode() == file.inode() ? null : recordOfContent(calls, file);
    }

    /** Whether there is a content of the name; a process may have died that had noted a move and not begun it. */
    private boolean isAnywhere(Calls calls, long inode) {
        byte[] name = name(inode);
        // A content that is just going from one place to another is found in one of them.
        for (int place : new int[] {making, moving, content, moving}) {
            if (calls.file().statxEntry(place, name) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Of a file whose record another one has taken. */
    private @Nullable TierRecord recordOfContent(Calls calls, FileStatus file) throws VfsException {
        ColdFile cold = open(calls, file);
        if (cold == null) {
            return null;
        }
        cold.close();
        return cold.header().moving().settledAt(0);
    }

    void put(Calls calls, TierRecord record) throws VfsException {
        records.write(calls, slot(record.inode()), record.toLongs());
    }

    void syncRecords(Calls calls) throws VfsException {
        records.sync(calls);
    }

    private static long slot(long inode) {
        return inode & (RECORD_SLOTS - 1);
    }

    // Contents

    /** The content of a file, if that is in the tier; else null. */
    @Nullable
    ColdFile open(Calls calls, FileStatus file) throws VfsException {
        byte[] name = name(file.inode());
        int flags = DirectoryCalls.O_RDWR;
        int fd = -Errno.ENOENT;
        // It may go from one to the other while it is looked for, and back.
        for (int look = 0; fd == -Errno.ENOENT && look < LOOKS; look++) {
            fd = calls.directory().open(look % 2 == 0 ? content : moving, name, flags, 0);
        }
        if (fd == -Errno.EROFS) {
            fd = calls.directory().open(content, name, DirectoryCalls.O_RDONLY, 0);
            fd = fd == -Errno.ENOENT ? calls.directory().open(moving, name, DirectoryCalls.O_RDONLY, 0) : fd;
        }
        if (fd == -Errno.ENOENT) {
            return null;
        }
        Errnos.check(fd);
        try {
            ColdFile cold = ColdFile.of(calls, fd);
            if (cold.header().isOf(file)) {
                return cold;
            }
        } catch (VfsException damaged) {
            calls.file().close(fd);
            throw damaged;
        }
        // Of a file that is gone, whose inode number this one has.
        calls.file().close(fd);
        return null;
    }

    /** A new content's descriptor, in {@code making}. */
    int make(Calls calls, long inode) throws VfsException {
        calls.directory().unlink(making, name(inode), 0);
        return Errnos.check(calls.directory().open(making, name(inode), MAKE, 0600));
    }

    /** Nothing is left of a content that was being made. */
    void unmake(Calls calls, long inode) {
        calls.directory().unlink(making, name(inode), 0);
    }

    /** From now on a complete content is what counts, durably. */
    void commit(Calls calls, long inode) throws VfsException {
        byte[] name = name(inode);
        // Of a file that is gone: nobody may take it for this one's.
        calls.directory().unlink(content, name, 0);
        Errnos.check(calls.directory().rename(making, name, moving, name));
        Errnos.check(calls.file().fsync(moving));
        if (journal == JournalKind.UNKNOWN) {
            Errnos.check(calls.file().fsync(content));
        }
    }

    /** Takes back a {@link #commit} that failed; false when that is impossible, so that the content may count. */
    boolean uncommit(Calls calls, long inode) {
        int gone = calls.directory().unlink(moving, name(inode), 0);
        return gone == 0 || gone == -Errno.ENOENT;
    }

    /** The file's own data is gone, durably. */
    void settle(Calls calls, long inode) throws VfsException {
        Errnos.check(calls.directory().rename(moving, name(inode), content, name(inode)));
    }

    /** The file's own data is being put back. */
    void unsettle(Calls calls, long inode) throws VfsException {
        int moved = calls.directory().rename(content, name(inode), moving, name(inode));
        Errnos.check(moved == -Errno.ENOENT ? 0 : moved);
        if (journal == JournalKind.UNKNOWN) {
            Errnos.check(calls.file().fsync(moving));
        }
    }

    /** The file's own data is what counts, durably: that is durable already. */
    void release(Calls calls, long inode) throws VfsException {
        int inMoving = calls.directory().unlink(moving, name(inode), 0);
        int inContent = calls.directory().unlink(content, name(inode), 0);
        Errnos.check(inMoving == -Errno.ENOENT ? 0 : inMoving);
        Errnos.check(inContent == -Errno.ENOENT ? 0 : inContent);
        Errnos.check(calls.file().fsync(moving));
        Errnos.check(calls.file().fsync(content));
    }

    /**
     * To be called when a file is gone. Where the disk keeps no order its removal may not be durable yet, and the content is left
     * to {@link #collect}.
     */
    void fileIsGone(Calls calls, FileStatus file) throws VfsException {
        TierRecord record = record(calls, file);
        if (record == null || !record.in().isCold() || journal == JournalKind.UNKNOWN) {
            return;
        }
        calls.directory().unlink(moving, name(file.inode()), 0);
        calls.directory().unlink(content, name(file.inode()), 0);
        put(calls, record.in(StorageClass.STANDARD, StorageClass.STANDARD));
    }

    // After a crash

    private void recover(Calls calls) throws VfsException {
        for (byte[] name : names(calls, making)) {
            calls.directory().unlink(making, name, 0);
        }
        for (byte[] name : names(calls, moving)) {
            try {
                recover(calls, name);
            } catch (VfsException left) {
                // On a disk that cannot be written it is found where it is all the same.
                LOG.log(Level.WARNING, "a move between storage classes is not ended: {0}", left.getMessage());
            }
        }
    }

    private void recover(Calls calls, byte[] name) throws VfsException {
        ColdFile cold =
                ColdFile.of(calls, Errnos.check(calls.directory().open(moving, name, DirectoryCalls.O_RDWR, 0)));
        try {
            recover(calls, cold.header());
        } finally {
            cold.close();
        }
    }

    private void recover(Calls calls, ColdHeader header) throws VfsException {
        long inode = header.inode();
        int file = calls.directory()
                .openHandle(mountFd, header.handle(), DirectoryCalls.O_RDWR | DirectoryCalls.O_NOATIME);
        if (file == -Errno.ESTALE || file == -Errno.ENOENT) {
            calls.directory().unlink(moving, name(inode), 0);
            return;
        }
        Errnos.check(file);
        try {
            Errnos.check(calls.file().statx(file));
            if (calls.file().status().size() == 0) {
                // It was truncated, which had not been acknowledged.
                release(calls, inode);
                return;
            }
            takeAway(calls, file, header);
            Errnos.check(calls.file().statx(file));
            put(calls, header.moving().settledAt(calls.file().status().changeTime()));
            syncRecords(calls);
            settle(calls, inode);
        } finally {
            calls.file().close(file);
        }
    }

    /** Makes a file's own data a hole, durably; what else it looks like stays. */
    static void takeAway(Calls calls, int file, ColdHeader header) throws VfsException {
        Errnos.check(calls.copies().punchHole(file, 0, header.size()));
        setTimes(calls, file, header);
        Errnos.check(calls.file().fsync(file));
    }

    static void setTimes(Calls calls, int file, ColdHeader header) throws VfsException {
        Errnos.check(calls.file()
                .setTimes(
                        file,
                        header.accessSeconds(),
                        header.accessNanos(),
                        header.modifySeconds(),
                        header.modifyNanos()));
    }

    /** Removes contents of files that are gone; tells how many. */
    int collect(Calls calls) throws VfsException {
        List<byte[]> gone = new ArrayList<>();
        for (byte[] name : names(calls, content)) {
            if (isOfGoneFile(calls, name)) {
                gone.add(name);
            }
        }
        if (!gone.isEmpty()) {
            // A power cut must not bring the file back without it.
            Errnos.check(calls.file().syncfs(mountFd));
        }
        for (byte[] name : gone) {
            calls.directory().unlink(content, name, 0);
        }
        return gone.size();
    }

    private boolean isOfGoneFile(Calls calls, byte[] name) {
        int fd = calls.directory().open(content, name, DirectoryCalls.O_RDONLY, 0);
        if (fd < 0) {
            return false;
        }
        try {
            byte[] handle = ColdFile.of(calls, fd).header().handle();
            int file = calls.directory().openHandle(mountFd, handle, DirectoryCalls.O_PATH);
            if (file >= 0) {
                calls.file().close(file);
            }
            return file == -Errno.ESTALE || file == -Errno.ENOENT;
        } catch (VfsException damaged) {
            return false;
        } finally {
            calls.file().close(fd);
        }
    }

    private static List<byte[]> names(Calls calls, int directory) throws VfsException {
        return EntryNames.of(calls, directory).stream()
                .map(EntryNames.Name::bytes)
                .toList();
    }

    private static byte[] name(long inode) {
        return ascii(Long.toUnsignedString(inode));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void close(Calls calls) {
        records.close(calls);
        accesses.close(calls);
        for (int fd : new int[] {making, moving, content}) {
            calls.file().close(fd);
        }
    }
}
