package io.moorage.store.memory;

import io.moorage.store.Store.Change;
import io.moorage.store.Store.Changes;
import io.moorage.store.Table;
import io.moorage.store.Table.Index;
import io.moorage.store.Transaction;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A transaction being written: the state as its body sees it, and the writes that led there. One thread only. */
public final class Draft implements Transaction {
    private final Snapshot base;
    private Snapshot current;
    private final Map<Change, Optional<Object>> writes = new LinkedHashMap<>();
    private final Map<String, Long> sequences = new LinkedHashMap<>();
    private boolean clears;

    public Draft(Snapshot base) {
        this.base = base;
        this.current = base;
    }

    @Override
    public long revision() {
        return base.revision();
    }

    @Override
    public <V> Optional<V> find(Table<V> table, String key) {
        return current.find(table, key);
    }

    @Override
    public <V> Collection<V> all(Table<V> table) {
        return current.all(table);
    }

    @Override
    public <V> Collection<V> by(Table<V> table, Index<V> index, String value) {
        return current.by(table, index, value);
    }

    @Override
    public <V> void insert(Table<V> table, V row) {
        String key = table.key().apply(row);
        if (current.find(table, key).isPresent()) {
            throw new IllegalStateException(table.name() + " " + key + " exists already");
        }
        put(table, row);
    }

    @Override
    public <V> void update(Table<V> table, V row) {
        String key = table.key().apply(row);
        if (current.find(table, key).isEmpty()) {
            throw new IllegalStateException(table.name() + " " + key + " does not exist");
        }
        put(table, row);
    }

    @Override
    public <V> void put(Table<V> table, V row) {
        current = current.with(table, row);
        writes.put(new Change(table, table.key().apply(row)), Optional.of(row));
    }

    @Override
    public <V> void delete(Table<V> table, String key) {
        if (current.find(table, key).isPresent()) {
            current = current.without(table, key);
            writes.put(new Change(table, key), Optional.empty());
        }
    }

    @Override
    public long next(String sequence) {
        long number = current.lastOf(sequence) + 1;
        current = current.withSequence(sequence, number);
        sequences.put(sequence, number);
        return number;
    }

    /** Removes every row and starts every sequence anew. */
    public void clear() {
        for (Rows<?> rows : current.tables()) {
            for (String key : rows.byKey().keySet()) {
                writes.put(new Change(rows.table(), key), Optional.empty());
            }
        }
        sequences.clear();
        current = Snapshot.empty();
        clears = true;
    }

    /** False when there is nothing to commit. */
    public boolean wrote() {
        return clears || !writes.isEmpty() || !sequences.isEmpty();
    }

    /** The state after the commit, one revision on. */
    public Snapshot result() {
        return current.at(base.revision() + 1);
    }

    /** True when everything before the first of {@link #writes} is to be forgotten. */
    public boolean clears() {
        return clears;
    }

    /** Rows written, or empty where a row is removed; the last write of each. */
    public Map<Change, Optional<Object>> writes() {
        return Collections.unmodifiableMap(writes);
    }

    /** The last number drawn from each sequence. */
    public Map<String, Long> sequences() {
        return Collections.unmodifiableMap(sequences);
    }

    public Changes changes() {
        return new Changes(result(), Collections.unmodifiableSet(writes.keySet()));
    }
}
