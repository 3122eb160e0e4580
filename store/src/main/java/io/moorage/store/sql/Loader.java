package io.moorage.store.sql;

import io.moorage.store.Table;
import io.moorage.store.memory.Snapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the state in memory from what is stored. */
final class Loader implements Database.Reader {
    private final Map<String, Table<?>> tables;
    private final RowCodec codec;
    private Snapshot loaded = Snapshot.empty();

    Loader(Map<String, Table<?>> tables, RowCodec codec) {
        this.tables = tables;
        this.codec = codec;
    }

    Snapshot load(Database database) {
        long revision = database.read(this);
        return loaded.at(revision);
    }

    @Override
    public void row(String kind, String key, String body) {
        @Nullable Table<?> table = tables.get(kind);
        if (table != null) {
            loaded = with(table, key, body);
        }
    }

    @Override
    public void sequence(String name, long last) {
        loaded = loaded.withSequence(name, last);
    }

    private <V> Snapshot with(Table<V> table, String key, String body) {
        return loaded.with(table, codec.decode(table, key, body));
    }
}
