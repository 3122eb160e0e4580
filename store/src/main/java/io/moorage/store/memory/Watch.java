package io.moorage.store.memory;

import io.moorage.store.ReadView;
import io.moorage.store.Store.Change;
import io.moorage.store.Store.Changes;
import io.moorage.store.Table;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One listener of the change feed, its thread, and the commits it has not been told of yet. */
final class Watch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Watch.class.getName());

    private final Set<Table<?>> tables;
    private final Consumer<Changes> listener;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by lock. Invariant: waiting is empty exactly when after is null.
    private Set<Change> waiting = new LinkedHashSet<>();
    private @Nullable ReadView after;
    private boolean closed;
    private boolean calling;

    Watch(Set<Table<?>> tables, Consumer<Changes> listener) {
        this.tables = Set.copyOf(tables);
        this.listener = listener;
        String names = tables.stream().map(Table::name).sorted().collect(Collectors.joining(","));
        this.thread = Thread.ofPlatform().daemon().name("store-watch-" + names).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Tells the listener what waits, on the caller's thread: for a watch that was not started. */
    void deliver() {
        @Nullable Changes next = takeWaiting();
        if (next != null) {
            listener.accept(next);
        }
    }

    private @Nullable Changes takeWaiting() {
        lock.lock();
        try {
            @Nullable Changes next = after == null ? null : new Changes(after, waiting);
            waiting = new LinkedHashSet<>();
            after = null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    void offer(Changes changes) {
        lock.lock();
        try {
            boolean concerned = false;
            for (Change change : changes.changes()) {
                if (tables.contains(change.table())) {
                    waiting.add(change);
                    concerned = true;
                }
            }
            if (concerned) {
                after = changes.after();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            @Nullable Changes next = take();
            if (next == null) {
                return;
            }
            try {
                listener.accept(next);
            } catch (RuntimeException | Error e) {
                LOG.log(Level.ERROR, thread.getName() + ": the listener failed; it is told of the next change", e);
            }
        }
    }

    /** Waits for the next changes, however long; null once closed. */
    private @Nullable Changes take() {
        lock.lock();
        try {
            calling = false;
            changed.signalAll();
            while (after == null && !closed) {
                changed.awaitUninterruptibly();
            }
            if (closed || after == null) {
                return null;
            }
            Changes next = new Changes(after, waiting);
            waiting = new LinkedHashSet<>();
            after = null;
            calling = true;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a call under way to return, unless this is called from within it. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            while (calling && Thread.currentThread() != thread) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
