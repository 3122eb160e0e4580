package io.moorage.store;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one place where desired and observed state meet. {@code StoreContract} is this page as tests.
 *
 * <p>Views are snapshots held in memory; a transaction is serialisable, and durable (survives power loss) when
 * {@link #transact} returns.
 */
public interface Store extends AutoCloseable {
    /** The newest committed state. Costs nothing. */
    ReadView view();

    /**
     * Runs {@code body} against the newest state and commits what it wrote. An exception from the body rolls back and is
     * rethrown as it is. The body has no effects outside the transaction: it may run again after a conflict.
     */
    <R> R transact(Function<Transaction, R> body);

    /**
     * Calls {@code listener} after each commit that touched one of the tables, once per commit, in the order of
     * commits, on a thread of the store's own. A slow listener delays only itself and may be handed a batch.
     */
    Subscription watch(Set<Table<?>> tables, Consumer<Changes> listener);

    /** What one or several consecutive commits did, and the state after them. */
    record Changes(ReadView after, Set<Change> changes) {}

    /** @param key of the row that was written or removed */
    record Change(Table<?> table, String key) {}

    /** Ends a watch; the listener is not called again once this returned. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    void close();
}
