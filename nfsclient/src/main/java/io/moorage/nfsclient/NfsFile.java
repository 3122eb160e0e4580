package io.moorage.nfsclient;

import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** What this client holds of one file: opens, locks, and data the server has not made durable. */
final class NfsFile {
    private final FileHandle handle;

    /** Guarded by this, as are the lock owners, the uncommitted data and the writers. */
    private final Set<NfsOpenFile> opens = new HashSet<>();

    private final Map<Long, LockedOwner> lockOwners = new HashMap<>();

    /**
     * In the order of the server's replies, from the oldest that is not durable on: durable ones among them are sent again
     * too, lest an older piece replace them. Invariant: no piece differs from a later durable one where both were written,
     * for the server may die again between sending the one and the other.
     */
    private final List<Uncommitted> uncommitted = new ArrayList<>();

    /** The threads that send a WRITE now. */
    private final Set<Thread> writers = new HashSet<>();

    private final AtomicBoolean committing = new AtomicBoolean();

    /** Shared by WRITEs under way, exclusive while data is sent again: an old piece must not overtake a new one. */
    private final ReadWriteLock sending = new ReentrantReadWriteLock();

    private final Unsent unsent = new Unsent();

    NfsFile(FileHandle handle) {
        this.handle = handle;
    }

    FileHandle handle() {
        return handle;
    }

    Unsent unsent() {
        return unsent;
    }

    ReadWriteLock sending() {
        return sending;
    }

    synchronized void beginWrite() {
        writers.add(Thread.currentThread());
    }

    synchronized void endWrite() {
        writers.remove(Thread.currentThread());
        notifyAll();
    }

    /**
     * Waits for WRITEs that nobody waits for any more: what is written after them must not be overtaken by them, and their
     * file must not be closed or cut before.
     */
    synchronized void awaitWithdrawnWrites(Withdrawals withdrawals) throws VfsException {
        try {
            while (writers.stream().anyMatch(withdrawals::contains)) {
                withdrawals.check();
                wait(Withdrawals.LOOK_MILLIS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new VfsException(VfsError.INTR, "interrupted");
        }
    }

    /** False when one is under way. */
    boolean beginBackgroundCommit() {
        return committing.compareAndSet(false, true);
    }

    void endBackgroundCommit() {
        committing.set(false);
    }

    synchronized void add(NfsOpenFile open) {
        opens.add(open);
    }

    /** True when that was the last open. */
    synchronized boolean remove(NfsOpenFile open) {
        opens.remove(open);
        return opens.isEmpty();
    }

    synchronized List<NfsOpenFile> opens() {
        return List.copyOf(opens);
    }

    synchronized List<NfsOpenFile> usableOpens() {
        return opens.stream().filter(open -> !open.fenced()).toList();
    }

    synchronized LockedOwner lockOwner(long id, NfsOpenFile via) {
        return lockOwners.computeIfAbsent(id, absent -> new LockedOwner(via, id));
    }

    synchronized @Nullable LockedOwner findLockOwner(long id) {
        return lockOwners.get(id);
    }

    synchronized void removeLockOwner(long id) {
        lockOwners.remove(id);
    }

    synchronized Map<Long, LockedOwner> lockOwners() {
        return Map.copyOf(lockOwners);
    }

    synchronized void removeLockOwnersVia(NfsOpenFile open) {
        lockOwners.values().removeIf(owner -> owner.via() == open);
    }

    synchronized boolean holdsLocksVia(NfsOpenFile open) {
        return lockOwners.values().stream()
                .anyMatch(owner -> owner.via() == open && !owner.held().isEmpty());
    }

    synchronized void addUncommitted(Uncommitted data) {
        uncommitted.add(data);
    }

    /** As {@link #addUncommitted}, of data that is durable already. */
    synchronized void addDurable(Uncommitted data) {
        uncommitted.forEach(older -> older.replaceBy(data));
        uncommitted.add(data);
    }

    synchronized List<Uncommitted> uncommitted() {
        return uncommitted.isEmpty() ? List.of() : List.copyOf(uncommitted);
    }

    synchronized boolean hasUncommitted() {
        return !uncommitted.isEmpty();
    }

    /** Takes away those of {@code some} that are still there, durable now or given up, and returns what they cost. */
    synchronized int removeUncommitted(List<Uncommitted> some) {
        Set<Uncommitted> gone = new HashSet<>(some);
        int bytes = 0;
        for (Uncommitted data : uncommitted) {
            if (gone.contains(data)) {
                bytes += data.cost();
                data.release();
            }
        }
        uncommitted.removeIf(gone::contains);
        return bytes;
    }
}
