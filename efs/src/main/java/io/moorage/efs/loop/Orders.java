package io.moorage.efs.loop;

import io.moorage.store.Store;
import io.moorage.store.Table;
import io.moorage.store.Transaction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Rows that are orders to the file servers: each is given, and what was acknowledged is written. One that fails holds up no other. */
final class Orders<V> {
    private final Store store;
    private final Table<V> table;
    private final Function<V, String> words;
    private final Progress progress;

    /** @param words name an order when it is waited for */
    Orders(Store store, Table<V> table, Function<V, String> words, Progress progress) {
        this.store = store;
        this.table = table;
        this.words = words;
        this.progress = progress;
    }

    @FunctionalInterface
    interface Order<V> {
        void give(V row) throws IOException, InterruptedException;
    }

    /** An order that is answered. */
    @FunctionalInterface
    interface Question<V, R> {
        R give(V row) throws IOException, InterruptedException;
    }

    /** What was acknowledged becomes true, in one transaction. */
    @FunctionalInterface
    interface Acknowledgement<V, R> {
        void write(Transaction tx, V now, V asked, R answer);
    }

    /**
     * @param verb what the file servers are to do with it
     * @param acknowledged what becomes of the row as it is by then, when the row given second was acknowledged
     */
    void carryOut(List<V> due, String verb, Order<V> order, BinaryOperator<V> acknowledged)
            throws InterruptedException {
        carryOut(
                due,
                verb,
                row -> {
                    order.give(row);
                    return row;
                },
                (tx, now, asked, _) -> tx.update(table, acknowledged.apply(now, asked)));
    }

    /** The same of orders that are answered. */
    <R> void carryOut(List<V> due, String verb, Question<V, R> order, Acknowledgement<V, R> acknowledged)
            throws InterruptedException {
        for (V row : due) {
            try {
                R answer = order.give(row);
                store.transact(tx -> {
                    Optional<V> found = tx.find(table, table.key().apply(row));
                    found.ifPresent(now -> acknowledged.write(tx, now, row, answer));
                    return found;
                });
            } catch (IOException e) {
                progress.failed("the file servers to " + verb + " " + words.apply(row), e);
            }
        }
    }
}
