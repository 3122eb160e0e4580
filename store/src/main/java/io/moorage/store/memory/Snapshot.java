package io.moorage.store.memory;

import io.moorage.store.ReadView;
import io.moorage.store.Table;
import io.moorage.store.Table.Index;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/** The whole state at one revision, as maps that share all they can with the revisions before and after. */
public final class Snapshot implements ReadView {
    private final long revision;
    private final HashPMap<String, Rows<?>> tables;
    private final HashPMap<String, Long> sequences;

    private Snapshot(long revision, HashPMap<String, Rows<?>> tables, HashPMap<String, Long> sequences) {
        this.revision = revision;
        this.tables = tables;
        this.sequences = sequences;
    }

    public static Snapshot empty() {
        return new Snapshot(0, HashTreePMap.empty(), HashTreePMap.empty());
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public <V> Optional<V> find(Table<V> table, String key) {
        return Optional.ofNullable(rows(table).byKey().get(key));
    }

    @Override
    public <V> Collection<V> all(Table<V> table) {
        return rows(table).byKey().values();
    }

    @Override
    public <V> Collection<V> by(Table<V> table, Index<V> index, String value) {
        return rows(table).by(index, value);
    }

    /** The last number handed out by a sequence; 0 before the first. */
    public long lastOf(String sequence) {
        return sequences.getOrDefault(sequence, 0L);
    }

    public Snapshot at(long newRevision) {
        return new Snapshot(newRevision, tables, sequences);
    }

    public <V> Snapshot with(Table<V> table, V row) {
        return with(rows(table).with(row));
    }

    public <V> Snapshot without(Table<V> table, String key) {
        return with(rows(table).without(key));
    }

    public Snapshot withSequence(String sequence, long last) {
        return new Snapshot(revision, tables, sequences.plus(sequence, last));
    }

    Collection<Rows<?>> tables() {
        return tables.values();
    }

    private Snapshot with(Rows<?> rows) {
        return new Snapshot(revision, tables.plus(rows.table().name(), rows), sequences);
    }

    // The map is written only by with(Rows), under the name of the rows' own table.
    @SuppressWarnings("unchecked")
    private <V> Rows<V> rows(Table<V> table) {
        @Nullable Rows<?> rows = tables.get(table.name());
        return rows == null ? Rows.none(table) : (Rows<V>) rows;
    }
}
