package io.moorage.store.memory;

import io.moorage.store.Table;
import io.moorage.store.Table.Index;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * The rows of one table and the answers of its indexes; immutable.
 *
 * <p>Invariant: {@code byIndex.get(i)} holds exactly the rows of {@code byKey}, grouped by the table's i-th index, without
 * empty groups.
 */
record Rows<V>(Table<V> table, TreePMap<String, V> byKey, List<TreePMap<String, TreePMap<String, V>>> byIndex) {
    static <V> Rows<V> none(Table<V> table) {
        List<TreePMap<String, TreePMap<String, V>>> indexes = new ArrayList<>();
        for (int i = 0; i < table.indexes().size(); i++) {
            indexes.add(TreePMap.empty());
        }
        return new Rows<>(table, TreePMap.empty(), List.copyOf(indexes));
    }

    Rows<V> with(V row) {
        String key = table.key().apply(row);
        Rows<V> others = without(key);
        List<TreePMap<String, TreePMap<String, V>>> indexes = new ArrayList<>(others.byIndex);
        for (int i = 0; i < indexes.size(); i++) {
            String value = table.indexes().get(i).valueOf(row);
            TreePMap<String, TreePMap<String, V>> groups = indexes.get(i);
            indexes.set(i, groups.plus(value, groupIn(groups, value).plus(key, row)));
        }
        return new Rows<>(table, others.byKey.plus(key, row), List.copyOf(indexes));
    }

    Rows<V> without(String key) {
        @Nullable V row = byKey.get(key);
        if (row == null) {
            return this;
        }
        List<TreePMap<String, TreePMap<String, V>>> indexes = new ArrayList<>(byIndex);
        for (int i = 0; i < indexes.size(); i++) {
            String value = table.indexes().get(i).valueOf(row);
            TreePMap<String, TreePMap<String, V>> groups = indexes.get(i);
            TreePMap<String, V> group = groupIn(groups, value).minus(key);
            indexes.set(i, group.isEmpty() ? groups.minus(value) : groups.plus(value, group));
        }
        return new Rows<>(table, byKey.minus(key), List.copyOf(indexes));
    }

    Collection<V> by(Index<V> index, String value) {
        int position = table.indexes().indexOf(index);
        if (position < 0) {
            throw new IllegalArgumentException("table " + table.name() + " has no index " + index.name());
        }
        return groupIn(byIndex.get(position), value).values();
    }

    private static <V> TreePMap<String, V> groupIn(TreePMap<String, TreePMap<String, V>> groups, String value) {
        @Nullable TreePMap<String, V> group = groups.get(value);
        return group == null ? TreePMap.empty() : group;
    }
}
