package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.FileType;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What all operations on one file system share: its objects, their attributes, and how changes become durable. */
final class Volume {
    private static final byte[] PARENT = {'.', '.'};

    /** How long nothing is gathered after a gathering has failed. */
    private static final Duration WARY = Duration.ofSeconds(10);

    final NodeTable nodes;
    final Orphans orphans;
    final int mountFd;
    final FileHandle root;
    final KnownFiles known;
    final Tiers tiers;

    /** Counts changes since the start, for those who want to know whether there were any. */
    final AtomicLong changes = new AtomicLong();

    /** What is given another name now. */
    final Moves moves = new Moves();

    /** Where changed objects are noted while somebody wants to know which they are. */
    volatile @Nullable ChangeLog log;

    /** Every change of names, attributes and content passes through it. */
    final ChangeGate gate = new ChangeGate();

    private final JournalKind journal;
    private final WriteVerifier writeVerifier;
    private final ThreadLocal<Calls> calls = ThreadLocal.withInitial(Calls::ofThisThread);
    private volatile boolean closed;
    private volatile long gatheringFailedMillis = Long.MIN_VALUE / 2;

    /** Nobody may change anything, save who makes it like another tree. */
    volatile boolean readOnly;

    Volume(
            NodeTable nodes,
            Orphans orphans,
            KnownFiles known,
            Tiers tiers,
            int mountFd,
            FileHandle root,
            JournalKind journal,
            WriteVerifier writeVerifier) {
        this.nodes = nodes;
        this.orphans = orphans;
        this.known = known;
        this.tiers = tiers;
        this.mountFd = mountFd;
        this.root = root;
        this.journal = journal;
        this.writeVerifier = writeVerifier;
    }

    /** This thread's system calls; FENCED once the file system is closed. */
    Calls calls() throws VfsException {
        if (closed) {
            throw new VfsException(VfsError.FENCED);
        }
        return calls.get();
    }

    long writeVerifier() {
        return writeVerifier.value();
    }

    /** A change of names, attributes or content. */
    interface Change<T> {
        T run() throws VfsException;
    }

    /** Makes a change, unless changes are held up: then it waits until they go on. ROFS when there are to be none. */
    <T> T changing(Change<T> change) throws VfsException {
        gate.enter();
        try {
            requireWritable();
            return change.run();
        } finally {
            gate.leave();
        }
    }

    void requireWritable() throws VfsException {
        if (readOnly) {
            throw new VfsException(VfsError.ROFS);
        }
    }

    /** Something done with one object while it is held open. */
    interface Use<T> {
        T of(Calls calls, Node node) throws VfsException;
    }

    <T> T with(FileHandle handle, Use<T> use) throws VfsException {
        Calls mine = calls();
        Node node = nodes.acquire(mine, handle);
        try {
            return use.of(mine, node);
        } finally {
            nodes.release(mine, node);
        }
    }

    /** As {@link #with}, under the object's lock. */
    <T> T withLocked(FileHandle handle, Use<T> use) throws VfsException {
        return with(handle, (mine, node) -> {
            node.lock.lock();
            try {
                return use.of(mine, node);
            } finally {
                node.lock.unlock();
            }
        });
    }

    /** A name in a directory that is to be found there. */
    byte[] existing(FileHandle directory, String name) throws VfsException {
        return visible(directory, name, VfsError.NOENT);
    }

    /** A name that is to be given in a directory. */
    byte[] fresh(FileHandle directory, String name) throws VfsException {
        return visible(directory, name, VfsError.ACCES);
    }

    private byte[] visible(FileHandle directory, String name, VfsError otherwise) throws VfsException {
        byte[] bytes = PosixRules.nameBytes(name);
        if (hides(directory, bytes)) {
            throw new VfsException(otherwise);
        }
        return bytes;
    }

    /** True of what is there for the store's own use. */
    boolean hides(FileHandle directory, byte[] name) {
        return Hidden.isHidden(name) && directory.equals(root);
    }

    /** As {@link #hides}, of a path from the root. */
    boolean hidesPath(String path) {
        String first = path.substring(1).split("/", 2)[0];
        return Hidden.isHidden(first.getBytes(StandardCharsets.UTF_8));
    }

    /** It is too late to come back for what was open before the start. */
    void endReclaim() throws VfsException {
        Calls mine = calls();
        for (FileHandle awaited : orphans.endReclaim()) {
            if (!nodes.opens.isOpen(awaited)) {
                orphans.letGo(mine, awaited);
            }
        }
    }

    /** What the object is like now; STALE when its last name is gone and nobody has it open. */
    Attributes attributes(Calls mine, Node node) throws VfsException {
        FileStatus status = tiers.seen(mine, Tiers.status(mine, node));
        return attributes(status, living(mine, node, status), node.change(status));
    }

    /** As {@link #attributes}, for who asks neither for change nor times nor space, which tell nothing. */
    Attributes glance(Calls mine, Node node) throws VfsException {
        Errnos.check(mine.file().glance(node.pathFd));
        FileStatus status = mine.file().status();
        return attributes(status, living(mine, node, status), 0);
    }

    /** How many names it has. */
    private int living(Calls mine, Node node, FileStatus status) throws VfsException {
        int links = node.handle.equals(root) ? linksKnown(node.links(status)) : node.links(status);
        if (links == 0) {
            node.unlinked = true;
            boolean open = nodes.opens.isOpen(node.handle);
            if (!open && !orphans.isAwaited(node.handle)) {
                throw new VfsException(VfsError.STALE);
            }
            if (open && !node.orphan) {
                nodes.pin(mine, node);
            }
        }
        return links;
    }

    /** The root's links without those of hidden directories; file systems that do not count directories show one. */
    private int linksKnown(int rootLinks) {
        int hidden = orphans.directories() + tiers.directories();
        return rootLinks < 2 + hidden ? rootLinks : rootLinks - hidden;
    }

    /** How many directories, the root not counted, a directory is below the root, itself included. Counts no further than the limit. */
    int depth(Calls mine, Node directory) throws VfsException {
        long top = inode(mine, mountFd);
        int depth = 0;
        int at = directory.pathFd;
        try {
            while (depth < FileLimits.EFS.depth() && inode(mine, at) != top) {
                int above = Errnos.check(mine.directory().open(at, PARENT, DirectoryCalls.O_PATH, 0));
                if (at != directory.pathFd) {
                    mine.file().close(at);
                }
                at = above;
                depth++;
            }
        } finally {
            if (at != directory.pathFd) {
                mine.file().close(at);
            }
        }
        return depth;
    }

    private static long inode(Calls mine, int fd) throws VfsException {
        Errnos.check(mine.file().glance(fd));
        return mine.file().status().inode();
    }

    Entry entry(Calls mine, Node node) throws VfsException {
        return new Entry(node.handle, attributes(mine, node));
    }

    /** To be called after each change, before it is acknowledged. */
    void changed(Node node) {
        node.changed();
        known.changed(node.inode);
        changes.incrementAndGet();
        ChangeLog noted = log;
        if (noted != null) {
            noted.add(node);
        }
    }

    /** Counts the change of a directory and tells it. */
    DirectoryChange changed(Calls mine, Node directory, Attributes before) throws VfsException {
        changed(directory);
        return new DirectoryChange(
                true, before.change(), attributes(mine, directory).change());
    }

    /** Remembers that the object has no name left, if so: it is let go with its last open. */
    void mayBeGone(Calls mine, Node node) {
        changed(node);
        node.unlinked =
                mine.file().glance(node.pathFd) < 0 || node.links(mine.file().status()) == 0;
        if (node.unlinked && !node.orphan) {
            nodes.pin(mine, node);
        }
    }

    /** From now on this thread's changes are gathered; but not soon after that failed: then each is told its own failure. */
    Gathering gather() throws VfsException {
        Calls mine = calls();
        if (mine.gathered() != null) {
            throw new IllegalStateException("this thread gathers already");
        }
        if (known.nowMillis() - gatheringFailedMillis < WARY.toMillis()) {
            return Gathering.NONE;
        }
        Gathered gathered = new Gathered(this, mine, journal);
        mine.gathers(gathered);
        return gathered;
    }

    void gatheringFailed() {
        gatheringFailedMillis = known.nowMillis();
    }

    /** Returns when all that was written to the file is on stable storage, or gathered to be. */
    void makeContentDurable(Calls mine, Node node) throws VfsException {
        Gathered gathered = mine.gathered();
        if (gathered != null) {
            gathered.addWritten(node);
        } else {
            sync(mine, node);
        }
    }

    /** Returns when the changes are on stable storage, or gathered to be. {@code last} was changed with or after {@code earlier}. */
    void makeDurable(Calls mine, Node last, Node... earlier) throws VfsException {
        Gathered gathered = mine.gathered();
        if (gathered != null) {
            gathered.add(last, earlier);
            return;
        }
        if (journal == JournalKind.UNKNOWN) {
            for (Node node : earlier) {
                if (node != last) {
                    sync(mine, node);
                }
            }
        }
        sync(mine, last);
    }

    /**
     * As {@link #makeDurable}, of what may have been changed earlier by a call whose reply was lost, and is not changed now:
     * what else was gathered is not older.
     */
    void ensureDurable(Calls mine, Node last, Node earlier) throws VfsException {
        Gathered gathered = mine.gathered();
        if (gathered == null) {
            makeDurable(mine, last, earlier);
        } else {
            gathered.addUnchanged(earlier);
            gathered.addUnchanged(last);
        }
    }

    /** Data and all metadata of one object. */
    void sync(Calls mine, Node node) throws VfsException {
        if (!node.isRegular() && !node.isDirectory()) {
            Errnos.check(mine.file().syncfs(mountFd));
            return;
        }
        int fd = node.dataFd(mine, mountFd, false);
        node.sync(GroupSync.Extent.FULL, () -> truthful(mine, fd, mine.file().fsync(fd)));
    }

    /** Data of one file, and the metadata without which it cannot be read. */
    void syncData(Calls mine, Node node) throws VfsException {
        int fd = node.dataFd(mine, mountFd, false);
        node.sync(GroupSync.Extent.DATA, () -> truthful(mine, fd, mine.file().fdatasync(fd)));
    }

    /**
     * After a failed sync the kernel keeps the pages as if they were on the disk: readers would see what a restart takes away,
     * and ext4 would take the blocks under them for written when the same page is written again, which they are not.
     */
    private static int truthful(Calls mine, int fd, int result) {
        if (result < 0) {
            int ignored = mine.file().dropPages(fd);
        }
        return result;
    }

    void close() throws VfsException {
        Calls mine = calls();
        closed = true;
        nodes.closeAll(mine);
        tiers.close(mine);
        orphans.close(mine);
        Errnos.check(mine.file().close(mountFd));
    }

    static Attributes attributes(FileStatus status, int links, long change) {
        return new Attributes(
                type(status.mode()),
                status.inode(),
                status.mode() & 07777,
                links,
                status.uid(),
                status.gid(),
                status.size(),
                MeteredSize.ofData(status),
                change,
                new Timestamp(status.accessSeconds(), status.accessNanos()),
                new Timestamp(status.modifySeconds(), status.modifyNanos()),
                new Timestamp(status.changeSeconds(), status.changeNanos()),
                ((long) status.deviceMajor() << 32) | Integer.toUnsignedLong(status.deviceMinor()));
    }

    static FileType type(int mode) {
        return switch (mode & FileStatus.S_IFMT) {
            case FileStatus.S_IFDIR -> FileType.DIRECTORY;
            case FileStatus.S_IFLNK -> FileType.SYMLINK;
            case FileStatus.S_IFIFO -> FileType.FIFO;
            case FileStatus.S_IFSOCK -> FileType.SOCKET;
            case FileStatus.S_IFBLK -> FileType.BLOCK_DEVICE;
            case FileStatus.S_IFCHR -> FileType.CHARACTER_DEVICE;
            default -> FileType.REGULAR;
        };
    }
}
