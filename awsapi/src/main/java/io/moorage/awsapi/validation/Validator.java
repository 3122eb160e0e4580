package io.moorage.awsapi.validation;

import io.moorage.awsapi.validation.Violation.Constraint;
import io.moorage.awsapi.validation.Violation.Greatest;
import io.moorage.awsapi.validation.Violation.Least;
import io.moorage.awsapi.validation.Violation.Matching;
import io.moorage.awsapi.validation.Violation.OneOf;
import io.moorage.awsapi.validation.Violation.Required;
import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds every violation of an input, in the order of the model. */
public final class Validator {
    private static final int ENOUGH = 20;

    private final List<Violation> found = new ArrayList<>();

    private Validator() {}

    /** Empty when {@code input} satisfies its shape; at most 20 otherwise. */
    public static <T> List<Violation> violations(StructureShape<T> shape, T input) {
        Validator validator = new Validator();
        validator.structure(shape, input, "");
        return validator.found;
    }

    private <T> void structure(StructureShape<T> shape, T value, String prefix) {
        List<Member> members = shape.members();
        for (int i = 0; i < members.size() && found.size() < ENOUGH; i++) {
            Member member = members.get(i);
            Object content = shape.get(value, i);
            String path = prefix + lowerCamel(member.name());
            if (content != null) {
                value(member.type(), content, path, member.ec2Name());
            } else if (member.required()) {
                found.add(new Violation(path, member.ec2Name(), null, Required.REQUIRED));
            }
        }
    }

    private void value(Type type, Object value, String path, String member) {
        switch (type) {
            case Type.StringType string -> string(string, (String) value, path, member);
            case Type.IntegerType number -> range(number.min(), number.max(), (Integer) value, path, member);
            case Type.LongType number -> range(number.min(), number.max(), (Long) value, path, member);
            case Type.DoubleType number -> range(number.min(), number.max(), (Double) value, path, member);
            case Type.BlobType blob -> length(blob.min(), blob.max(), ((byte[]) value).length, path, member, null);
            case Type.ListType list -> list(list, (List<?>) value, path, member);
            case Type.MapType map -> map(map, (Map<?, ?>) value, path, member);
            case Type.StructureType structure -> nested(structure.shape(), value, path + ".");
            case Type.BooleanType ignored -> {}
            case Type.TimestampType ignored -> {}
        }
    }

    @SuppressWarnings("unchecked") // the shape describes the member's type
    private <T> void nested(StructureShape<T> shape, Object value, String prefix) {
        structure(shape, (T) value, prefix);
    }

    private void string(Type.StringType type, String value, String path, String member) {
        String shown = type.sensitive() ? null : value;
        int before = found.size();
        length(type.min(), type.max(), value.codePointCount(0, value.length()), path, member, shown);
        if (found.size() > before) {
            return;
        }
        if (!type.values().isEmpty() && !type.values().contains(value)) {
            found.add(new Violation(path, member, shown, new OneOf(type.values())));
        } else if (type.pattern() != null && !type.matches(value)) {
            found.add(new Violation(path, member, shown, new Matching(type.pattern())));
        }
    }

    private void list(Type.ListType type, List<?> values, String path, String member) {
        length(type.min(), type.max(), values.size(), path, member, values.isEmpty() ? "[]" : null);
        for (int i = 0; i < values.size() && found.size() < ENOUGH; i++) {
            value(type.member(), values.get(i), path + "." + (i + 1) + ".member", member);
        }
    }

    private void map(Type.MapType type, Map<?, ?> values, String path, String member) {
        length(type.min(), type.max(), values.size(), path, member, values.isEmpty() ? "{}" : null);
        values.forEach((key, value) -> {
            if (found.size() < ENOUGH) {
                value(type.key(), key, path, member);
                value(type.value(), value, path + "." + key + ".member", member);
            }
        });
    }

    private void length(
            @Nullable Long min, @Nullable Long max, long length, String path, String member, @Nullable String shown) {
        if (min != null && length < min) {
            add(path, member, shown, new Least(min.toString(), true));
        } else if (max != null && length > max) {
            add(path, member, shown, new Greatest(max.toString(), true));
        }
    }

    private void range(@Nullable Number min, @Nullable Number max, Number value, String path, String member) {
        BigDecimal exact = new BigDecimal(value.toString());
        if (min != null && exact.compareTo(new BigDecimal(min.toString())) < 0) {
            add(path, member, value.toString(), new Least(min.toString(), false));
        } else if (max != null && exact.compareTo(new BigDecimal(max.toString())) > 0) {
            add(path, member, value.toString(), new Greatest(max.toString(), false));
        }
    }

    private void add(String path, String member, @Nullable String value, Constraint constraint) {
        found.add(new Violation(path, member, value, constraint));
    }

    private static String lowerCamel(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
