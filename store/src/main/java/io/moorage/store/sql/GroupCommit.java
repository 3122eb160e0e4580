package io.moorage.store.sql;

import io.moorage.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Makes queued commits durable in their order, all that wait with one database commit, on one thread of its own. */
final class GroupCommit implements AutoCloseable {
    /** Longer than the database's own timeouts together, so that in practice their message is seen. */
    private static final long LONGEST_WAIT_SECONDS = 120;

    private final Database database;
    private final Consumer<PendingCommit> committed;
    private final Consumer<Runnable> failed;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition queued = lock.newCondition();

    // Guarded by lock.
    private List<PendingCommit> queue = new ArrayList<>();
    private boolean closed;

    /** The revision the database is at; of the thread alone. */
    private long revision;

    /**
     * @param committed called for each commit once durable, in order, before its caller is answered
     * @param failed called when a batch could not be written, with what fails everything queued behind it: runs that when
     *     nothing more can be queued that builds on it
     */
    GroupCommit(Database database, long revision, Consumer<PendingCommit> committed, Consumer<Runnable> failed) {
        this.database = database;
        this.revision = revision;
        this.committed = committed;
        this.failed = failed;
        this.thread = Thread.ofPlatform().daemon().name("store-commit").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Queues a commit; what is returned completes when it, and all before it, are durable. */
    CompletableFuture<Void> submit(PendingCommit commit) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            queue.add(commit);
            queued.signal();
            return commit.durable();
        } finally {
            lock.unlock();
        }
    }

    void await(CompletableFuture<Void> durable) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
        try {
            while (true) {
                try {
                    durable.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new StoreException("the transaction could not be made durable", e.getCause());
                } catch (TimeoutException e) {
                    throw new StoreException(
                            "waited " + LONGEST_WAIT_SECONDS + " s for the database to commit; it may still do so", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        List<PendingCommit> commits = take();
        while (!commits.isEmpty()) {
            try {
                write(commits);
            } catch (RuntimeException | Error e) {
                List<PendingCommit> lost = commits;
                failed.accept(() -> fail(lost, e));
            }
            commits = take();
        }
    }

    /** Waits for commits, however long; none once closed and all are written. */
    private List<PendingCommit> take() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                queued.awaitUninterruptibly();
            }
            return drain();
        } finally {
            lock.unlock();
        }
    }

    private List<PendingCommit> drain() {
        List<PendingCommit> all = queue;
        queue = new ArrayList<>();
        return all;
    }

    private void write(List<PendingCommit> commits) {
        Batch batch = new Batch(revision);
        commits.forEach(batch::add);
        if (!batch.isEmpty()) {
            database.write(batch);
            revision = batch.revisionAfter();
        }
        for (PendingCommit commit : commits) {
            committed.accept(commit);
            commit.durable().complete(null);
        }
    }

    private void fail(List<PendingCommit> commits, Throwable cause) {
        lock.lock();
        try {
            commits.forEach(commit -> commit.durable().completeExceptionally(cause));
            drain().forEach(commit -> commit.durable().completeExceptionally(cause));
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is queued, then closes the database. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            queued.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (thread.join(Duration.ofSeconds(LONGEST_WAIT_SECONDS))) {
                database.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
