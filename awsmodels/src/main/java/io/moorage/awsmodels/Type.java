package io.moorage.awsmodels;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a member with the constraints its model declares; a bound that is absent is null. */
public sealed interface Type {

    /** {@code java.lang.String}; {@code values} is the enumeration, empty when any string will do. */
    final class StringType implements Type {
        /** Any string. */
        public static final StringType ANY = new StringType(null, null, null, List.of(), false);

        private final @Nullable Long min;
        private final @Nullable Long max;
        private final @Nullable String pattern;
        private final List<String> values;
        private final boolean sensitive;
        private volatile @Nullable Pattern compiled;

        public StringType(
                @Nullable Long min,
                @Nullable Long max,
                @Nullable String pattern,
                List<String> values,
                boolean sensitive) {
            this.min = min;
            this.max = max;
            this.pattern = pattern;
            this.values = List.copyOf(values);
            this.sensitive = sensitive;
        }

        /** Least length in characters. */
        public @Nullable Long min() {
            return min;
        }

        /** Greatest length in characters. */
        public @Nullable Long max() {
            return max;
        }

        public @Nullable String pattern() {
            return pattern;
        }

        public List<String> values() {
            return values;
        }

        public boolean sensitive() {
            return sensitive;
        }

        /** True when the whole of {@code value} matches the declared pattern, or none is declared. */
        public boolean matches(String value) {
            if (pattern == null) {
                return true;
            }
            Pattern ready = compiled;
            if (ready == null) {
                ready = Pattern.compile(pattern);
                compiled = ready;
            }
            return ready.matcher(value).matches();
        }
    }

    /** {@code java.lang.Integer}. */
    record IntegerType(@Nullable Long min, @Nullable Long max) implements Type {
        public static final IntegerType ANY = new IntegerType(null, null);
    }

    /** {@code java.lang.Long}. */
    record LongType(@Nullable Long min, @Nullable Long max) implements Type {
        public static final LongType ANY = new LongType(null, null);
    }

    /** {@code java.lang.Double}; C2J's {@code float} too. */
    record DoubleType(@Nullable Double min, @Nullable Double max) implements Type {
        public static final DoubleType ANY = new DoubleType(null, null);
    }

    /** {@code java.lang.Boolean}. */
    enum BooleanType implements Type {
        ANY
    }

    /** {@code java.time.Instant}. */
    enum TimestampType implements Type {
        ANY
    }

    /** {@code byte[]}. */
    record BlobType(@Nullable Long min, @Nullable Long max) implements Type {
        public static final BlobType ANY = new BlobType(null, null);
    }

    /**
     * {@code java.util.List}.
     *
     * @param memberName the element name of an entry in XML and of {@code query} forms; null is the protocol's default
     */
    record ListType(
            Type member,
            @Nullable String memberName,
            boolean flattened,
            @Nullable Long min,
            @Nullable Long max) implements Type {}

    /** {@code java.util.Map} from String. */
    record MapType(
            Type key,
            Type value,
            @Nullable String keyName,
            @Nullable String valueName,
            boolean flattened,
            @Nullable Long min,
            @Nullable Long max)
            implements Type {}

    /** A record. The shape's members are made on first use, so that shapes may refer to each other. */
    record StructureType(StructureShape<?> shape) implements Type {}
}
