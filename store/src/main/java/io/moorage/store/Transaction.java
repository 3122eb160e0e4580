package io.moorage.store;

/** A view that sees its own writes. All of them become durable and visible at once, or none. */
public interface Transaction extends ReadView {
    /** Writes a new row; {@link IllegalStateException} when the key is taken: callers check first and answer AWS's error. */
    <V> void insert(Table<V> table, V row);

    /** Replaces the row with the same key; {@link IllegalStateException} when there is none. */
    <V> void update(Table<V> table, V row);

    /** Inserts or replaces. */
    <V> void put(Table<V> table, V row);

    /** Removes the row if it is there. */
    <V> void delete(Table<V> table, String key);

    /** The next number of a durable sequence that starts at 1: revisions, private addresses, epochs. */
    long next(String sequence);
}
