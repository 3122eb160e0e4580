package io.moorage.fuse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Objects under small numbers: the kernel names nodes and open files by them. Finding one takes no lock and makes no
 * garbage; a number is given out again after its object was removed.
 */
final class SlotTable<T> {
    private volatile @Nullable Object[] slots = new @Nullable Object[64];

    /** Guarded by this. Invariant: {@code free[0..freeCount)} are the empty slots below {@code used}. */
    private int[] free = new int[64];

    private int freeCount;
    private int used;

    synchronized int add(T value) {
        int index = freeCount > 0 ? free[--freeCount] : used++;
        @Nullable Object[] current = slots;
        if (index >= current.length) {
            current = Arrays.copyOf(current, current.length * 2);
        }
        current[index] = value;
        slots = current;
        return index;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T get(long index) {
        @Nullable Object[] current = slots;
        return index >= 0 && index < current.length ? (T) current[(int) index] : null;
    }

    @SuppressWarnings("unchecked")
    synchronized @Nullable T remove(long index) {
        T value = get(index);
        if (value == null) {
            return null;
        }
        slots[(int) index] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, free.length * 2);
        }
        free[freeCount++] = (int) index;
        return value;
    }

    synchronized int size() {
        return used - freeCount;
    }
}
