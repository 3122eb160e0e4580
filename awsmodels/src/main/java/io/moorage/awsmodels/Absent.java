package io.moorage.awsmodels;

import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists and maps that were not given: empty to whoever reads them, yet not the same as given and empty, which JSON and
 * the update actions tell apart.
 */
public final class Absent {
    private static final List<Object> LIST = new AbsentList();
    private static final Map<String, Object> MAP = new AbsentMap();

    private Absent() {}

    /** An immutable copy; {@link #list()} for null. */
    public static <E> List<E> copyOf(@Nullable List<E> list) {
        return list == null || isAbsent(list) ? list() : List.copyOf(list);
    }

    /** An immutable copy in the same order; {@link #map()} for null. */
    public static <V> Map<String, V> copyOf(@Nullable Map<String, V> map) {
        return map == null || isAbsent(map) ? map() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    @SuppressWarnings("unchecked") // empty: holds no element of any type
    public static <E> List<E> list() {
        return (List<E>) LIST;
    }

    @SuppressWarnings("unchecked") // empty: holds no value of any type
    public static <V> Map<String, V> map() {
        return (Map<String, V>) (Map<String, ?>) MAP;
    }

    /** True for {@link #list()} itself. */
    public static boolean isAbsent(List<?> list) {
        return list instanceof AbsentList;
    }

    /** True for {@link #map()} itself. */
    public static boolean isAbsent(Map<?, ?> map) {
        return map instanceof AbsentMap;
    }

    /** The list, or null when absent. */
    public static @Nullable Object orNull(List<?> list) {
        return isAbsent(list) ? null : list;
    }

    /** The map, or null when absent. */
    public static @Nullable Object orNull(Map<?, ?> map) {
        return isAbsent(map) ? null : map;
    }

    private static final class AbsentList extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public int size() {
            return 0;
        }
    }

    private static final class AbsentMap extends AbstractMap<String, Object> {
        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Set.of();
        }
    }
}
