package io.moorage.crash.client;

import io.moorage.crash.Deed;
import io.moorage.crash.Progress;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.ByteRangeLocks.LockOwner;
import io.moorage.vfs.ByteRangeLocks.Range;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A lock that several clients want. Whoever has it keeps it through the server's deaths, and nobody else may get it before it
 * was given back (RFC 8881 section 8.4.2).
 */
final class LockContest {
    private static final Range RANGE = new Range(100, 50);
    private static final LockOwner OWNER = new LockOwner(1);

    private final String name;
    private final Progress progress;

    /** Who was granted the lock and has not asked to give it back. */
    private final AtomicReference<@Nullable String> holder = new AtomicReference<>();

    LockContest(String name, Progress progress) {
        this.name = name;
        this.progress = progress;
    }

    /**
     * Takes the lock and gives it back until it is over; meanwhile others want it all the time.
     *
     * @param holdMillis how long at most: more than the server's lives, so that locks are reclaimed
     */
    void compete(String contender, NfsFileSystem files, RandomGenerator random, long holdMillis) {
        try {
            FileHandle file = files.lookup(Caller.ROOT, files.root(), name).handle();
            try (OpenFile open = files.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
                while (!progress.isOver()) {
                    compete(contender, files, open, random.nextLong(holdMillis) + 1);
                }
            }
        } catch (IOException | RuntimeException failed) {
            progress.failed(new IOException("contender " + contender + ": " + failed, failed));
        }
    }

    private void compete(String contender, NfsFileSystem files, OpenFile open, long holdMillis) throws IOException {
        if (files.lock(open, OWNER, RANGE, true).isPresent()) {
            rest(5);
            return;
        }
        if (!holder.compareAndSet(null, contender)) {
            throw new IOException("the lock was granted while " + holder.get() + " held it");
        }
        progress.acknowledged(Deed.LOCK);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(holdMillis);
        while (!progress.isOver() && System.nanoTime() - until < 0) {
            rest(20);
            // A lock that was lost makes its file refuse everything.
            files.write(open, 0, ByteBuffer.allocate(1), Stability.UNSTABLE);
        }
        holder.set(null);
        files.unlock(open, OWNER, RANGE);
    }

    private void rest(long millis) {
        LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
