package io.moorage.store.memory;

import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Table;
import io.moorage.store.Transaction;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** A store without durability, for simulation and tests: transactions run one after another under a lock. */
public final class MemoryStore implements Store {
    private final ReentrantLock writer = new ReentrantLock();
    private final ChangeFeed feed;
    private volatile Snapshot newest = Snapshot.empty();
    private volatile boolean closed;

    public MemoryStore() {
        this(new ChangeFeed());
    }

    private MemoryStore(ChangeFeed feed) {
        this.feed = feed;
    }

    /** One whose watchers have been told of a commit when {@link #transact} returns: what one thread does with it can be repeated. */
    public static MemoryStore prompt() {
        return new MemoryStore(new ChangeFeed(true));
    }

    @Override
    public ReadView view() {
        return newest;
    }

    @Override
    public <R> R transact(Function<Transaction, R> body) {
        return run(body::apply);
    }

    /** Empties the store; watchers are told of every row that went. */
    public void reset() {
        reset(anew -> {});
    }

    /** Empties the store and writes what there is at its beginning: nobody sees the one without the other. */
    public void reset(Consumer<Transaction> anew) {
        run(draft -> {
            draft.clear();
            anew.accept(draft);
            return draft;
        });
    }

    @Override
    public Subscription watch(Set<Table<?>> tables, Consumer<Changes> listener) {
        return feed.watch(tables, listener);
    }

    @Override
    public void close() {
        closed = true;
        feed.close();
    }

    private <R> R run(Function<Draft, R> body) {
        if (writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction is running on this thread already");
        }
        R result = commit(body);
        feed.deliver();
        return result;
    }

    private <R> R commit(Function<Draft, R> body) {
        writer.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            Draft draft = new Draft(newest);
            R result = body.apply(draft);
            if (draft.wrote()) {
                newest = draft.result();
                feed.publish(draft.changes());
            }
            return result;
        } finally {
            writer.unlock();
        }
    }
}
