package io.moorage.store;

import io.moorage.store.Table.Index;
import java.util.Collection;
import java.util.Optional;

/** Everything in the store at one revision: immutable, cheap to hold, safe to share. */
public interface ReadView {
    /** Counts committed transactions; grows by one each. */
    long revision();

    <V> Optional<V> find(Table<V> table, String key);

    /** All rows in the order of their keys. */
    <V> Collection<V> all(Table<V> table);

    /** Rows whose index value is {@code value}, in the order of their keys. The index is one of the table's own. */
    <V> Collection<V> by(Table<V> table, Index<V> index, String value);
}
