package io.moorage.nfsclient;

import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** The threads whose calls nobody waits for any more. A wait looks here when it begins and at least every {@link #LOOK_MILLIS}. */
final class Withdrawals {
    static final long LOOK_MILLIS = 100;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    void add(Thread thread) {
        threads.add(thread);
    }

    void remove(Thread thread) {
        threads.remove(thread);
    }

    boolean contains(Thread thread) {
        return !threads.isEmpty() && threads.contains(thread);
    }

    boolean ofThisThread() {
        return contains(Thread.currentThread());
    }

    /** Ends the call of a withdrawn thread; for where nothing of it is on its way. */
    void check() throws VfsException {
        if (ofThisThread()) {
            throw new VfsException(VfsError.INTR, "nobody waits for this any more");
        }
    }

    /** Waits for a lock as long as somebody waits for the call. */
    void lock(Lock lock) throws VfsException {
        try {
            while (!lock.tryLock(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                check();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new VfsException(VfsError.INTR, "interrupted");
        }
    }
}
