package io.moorage.awsmodels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input or output of an operation that has none. */
public record Empty() {
    public static final Empty VALUE = new Empty();
    public static final StructureShape<Empty> SHAPE = new Shape();

    private static final class Shape extends StructureShape<Empty> {
        Shape() {
            super("Empty", 0);
        }

        @Override
        protected List<Member> define() {
            return List.of();
        }

        @Override
        public @Nullable Object get(Empty value, int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public Empty create(@Nullable Object[] values) {
            return VALUE;
        }
    }
}
