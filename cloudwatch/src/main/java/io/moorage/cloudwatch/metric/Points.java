package io.moorage.cloudwatch.metric;

import io.moorage.model.cloudwatch.StatisticSet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one metric by time slot, in arrays: a metric has thousands. Not thread-safe.
 *
 * <p>Invariant: {@code slots[0..size)} ascends, and {@code values[4 * i ..]} are those of {@code slots[i]}.
 */
final class Points {
    private static final int WIDTH = 4;

    private int[] slots = new int[8];
    private double[] values = new double[8 * WIDTH];
    private int size;

    /** Is handed the slots of a range, in order. */
    interface Visitor {
        void visit(int slot, StatisticSet values);
    }

    int size() {
        return size;
    }

    /** The newest slot; only when there is one. */
    int newest() {
        return slots[size - 1];
    }

    @Nullable
    StatisticSet at(int slot) {
        int index = Arrays.binarySearch(slots, 0, size, slot);
        return index < 0 ? null : get(index);
    }

    void add(int slot, StatisticSet more) {
        StatisticSet present = at(slot);
        set(slot, present == null ? more : present.plus(more));
    }

    void set(int slot, StatisticSet value) {
        int index = Arrays.binarySearch(slots, 0, size, slot);
        if (index < 0) {
            index = -index - 1;
            insert(index, slot);
        }
        values[index * WIDTH] = value.count();
        values[index * WIDTH + 1] = value.sum();
        values[index * WIDTH + 2] = value.minimum();
        values[index * WIDTH + 3] = value.maximum();
    }

    private void insert(int index, int slot) {
        if (size == slots.length) {
            slots = Arrays.copyOf(slots, size + size / 2);
            values = Arrays.copyOf(values, slots.length * WIDTH);
        }
        System.arraycopy(slots, index, slots, index + 1, size - index);
        System.arraycopy(values, index * WIDTH, values, (index + 1) * WIDTH, (size - index) * WIDTH);
        slots[index] = slot;
        size++;
    }

    /** Visits the slots from {@code first} to before {@code end}. */
    void visit(int first, int end, Visitor visitor) {
        for (int i = firstAt(first); i < size && slots[i] < end; i++) {
            visitor.visit(slots[i], get(i));
        }
    }

    void dropBefore(int slot) {
        int dropped = firstAt(slot);
        if (dropped > 0) {
            size -= dropped;
            System.arraycopy(slots, dropped, slots, 0, size);
            System.arraycopy(values, dropped * WIDTH, values, 0, size * WIDTH);
        }
    }

    private int firstAt(int slot) {
        int index = Arrays.binarySearch(slots, 0, size, slot);
        return index < 0 ? -index - 1 : index;
    }

    private StatisticSet get(int index) {
        int at = index * WIDTH;
        return new StatisticSet(values[at], values[at + 1], values[at + 2], values[at + 3]);
    }
}
