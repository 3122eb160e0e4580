package io.moorage.store;

import java.util.List;
import java.util.function.Function;

/**
 * A kind of record the store keeps: its durable name, its type, its key and the questions it is asked.
 *
 * <p>Each service's tables stand in one class of constants ({@code EcsTables}, {@code EfsTables}, ...), in one shape.
 * Rows are immutable records of {@code model}.
 *
 * @param name durable; never changed or reused once released
 * @param key unique within the table, never changes for a row
 */
public record Table<V>(String name, Class<V> type, Function<V, String> key, List<Index<V>> indexes) {
    public Table {
        indexes = List.copyOf(indexes);
    }

    /** A named question with the answer precomputed: rows by a value derived from them. Compared by identity. */
    public static final class Index<V> {
        private final String name;
        private final Function<V, String> value;

        public Index(String name, Function<V, String> value) {
            this.name = name;
            this.value = value;
        }

        public String name() {
            return name;
        }

        /** The value a row is found by. */
        public String valueOf(V row) {
            return value.apply(row);
        }
    }
}
