package io.moorage.awsmodels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Describes a generated record and reaches its members by position, without reflection.
 *
 * <p>Thread-safe. {@link #members()} is computed once, on first use.
 */
public abstract class StructureShape<T> {
    private final String name;
    private final int size;
    private volatile @Nullable List<Member> members;

    protected StructureShape(String name, int size) {
        this.name = name;
        this.size = size;
    }

    /** The name in the model, e.g. {@code RunTaskRequest}. */
    public final String name() {
        return name;
    }

    /** The number of members. */
    public final int size() {
        return size;
    }

    /** The members, in the order of the record's components. */
    public final List<Member> members() {
        List<Member> ready = members;
        if (ready == null) {
            ready = define();
            members = ready;
        }
        return ready;
    }

    protected abstract List<Member> define();

    /** The member at {@code index} of {@code value}; null when absent. An absent list or map is null here. */
    public abstract @Nullable Object get(T value, int index);

    /**
     * A record of these members, in order. Nothing is checked: required members may be null until the request was
     * validated.
     */
    public abstract T create(@Nullable Object[] values);
}
