package io.moorage.store.sql;

import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.StoreException;
import io.moorage.store.Table;
import io.moorage.store.Transaction;
import io.moorage.store.memory.ChangeFeed;
import io.moorage.store.memory.Draft;
import io.moorage.store.memory.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The durable store. All rows are in memory; the database is read once, at the start.
 *
 * <p>Bodies of transactions run one after another under a lock, against the newest state, which takes microseconds; what
 * they wrote is queued, and one thread makes everything queued durable with a single database commit, so that any number
 * of callers share one fsync. A later transaction may read what is not durable yet, therefore its caller, too, is
 * answered only when that is. Should a commit fail, it and all that built on it fail, and the newest durable state is the
 * newest state again. A single writer makes optimistic retries between transactions unnecessary; between servers the
 * stored revision is checked (see {@link Database}).
 */
public final class SqlStore implements Store {
    private final Map<String, Table<?>> tables;
    private final RowCodec codec;
    private final GroupCommit commits;
    private final ChangeFeed feed = new ChangeFeed();
    private final ReentrantLock writer = new ReentrantLock();

    /** Guarded by writer. Invariant: durable's revision <= newest's revision. */
    private Snapshot newest;

    private volatile Snapshot durable;

    private SqlStore(Map<String, Table<?>> tables, RowCodec codec, Database database, Snapshot stored) {
        this.tables = tables;
        this.codec = codec;
        this.newest = stored;
        this.durable = stored;
        this.commits = new GroupCommit(database, stored.revision(), this::committed, this::failed);
    }

    /**
     * Opens the state, creating or upgrading it as needed.
     *
     * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST:PORT/DATABASE?user=...&password=...}
     * @param tables every table the server uses; stored rows of others are kept, unread
     * @throws StoreException when the database cannot be used, is in use by another server, or is newer than this program
     */
    public static SqlStore open(String url, List<Table<?>> tables) {
        Map<String, Table<?>> byName = new LinkedHashMap<>();
        for (Table<?> table : tables) {
            if (byName.put(table.name(), table) != null) {
                throw new IllegalArgumentException("two tables are named " + table.name());
            }
        }
        RowCodec codec = new RowCodec();
        Database database = Database.open(url);
        try {
            SqlStore store = new SqlStore(byName, codec, database, new Loader(byName, codec).load(database));
            store.commits.start();
            return store;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public ReadView view() {
        return durable;
    }

    @Override
    public <R> R transact(Function<Transaction, R> body) {
        return run(body::apply);
    }

    /** Empties the store durably; watchers are told of every row that went. */
    public void reset() {
        run(draft -> {
            draft.clear();
            return draft;
        });
    }

    @Override
    public Subscription watch(Set<Table<?>> watched, Consumer<Changes> listener) {
        return feed.watch(watched, listener);
    }

    /** Refuses further transactions, makes those under way durable, and ends all watches. */
    @Override
    public void close() {
        commits.close();
        feed.close();
    }

    private <R> R run(Function<Draft, R> body) {
        if (writer.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction is running on this thread already");
        }
        Answer<R> answer;
        writer.lock();
        try {
            answer = decide(body);
        } finally {
            writer.unlock();
        }
        commits.await(answer.durable());
        return answer.value().get();
    }

    /** @param durable when the value, or the refusal it throws, may be given */
    private record Answer<R>(Supplier<R> value, CompletableFuture<Void> durable) {}

    private <R> Answer<R> decide(Function<Draft, R> body) {
        try {
            Draft draft = new Draft(newest);
            R result = body.apply(draft);
            return new Answer<>(() -> result, submit(draft));
        } catch (RuntimeException refusal) {
            // A refusal, too, may rest on what is not durable yet.
            return new Answer<>(
                    () -> {
                        throw refusal;
                    },
                    commits.submit(nothing()));
        }
    }

    private CompletableFuture<Void> submit(Draft draft) {
        if (!draft.wrote()) {
            return commits.submit(nothing());
        }
        Map<Change, Optional<String>> bodies = new LinkedHashMap<>();
        draft.writes().forEach((row, value) -> bodies.put(row, value.map(present -> encode(row.table(), present))));
        PendingCommit commit = new PendingCommit(
                bodies, draft.sequences(), draft.clears(), draft.changes(), new CompletableFuture<>());
        CompletableFuture<Void> whenDurable = commits.submit(commit);
        newest = draft.result();
        return whenDurable;
    }

    private PendingCommit nothing() {
        return new PendingCommit(Map.of(), Map.of(), false, new Changes(newest, Set.of()), new CompletableFuture<>());
    }

    // A draft's write is keyed by the table it was written through.
    @SuppressWarnings("unchecked")
    private <V> String encode(Table<V> table, Object row) {
        if (!table.equals(tables.get(table.name()))) {
            throw new IllegalArgumentException("table " + table.name() + " was not among those opened");
        }
        return codec.encode(table, (V) row);
    }

    private void committed(PendingCommit commit) {
        if (commit.changes().after() instanceof Snapshot after && after.revision() > durable.revision()) {
            durable = after;
            feed.publish(commit.changes());
        }
    }

    /** Runs with no body running: whatever is queued built on the failed commit. */
    private void failed(Runnable failQueued) {
        writer.lock();
        try {
            failQueued.run();
            newest = durable;
        } finally {
            writer.unlock();
        }
    }
}
