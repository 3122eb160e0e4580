package io.moorage.awsapi.permission;

import io.moorage.awsmodels.StructureShape;
import java.util.List;
import java.util.Optional;

/** Members of a request by their names, as tables of rules need them. */
public final class Inputs {
    private Inputs() {}

    /** The member's value; empty when it is absent or the shape has no such member. */
    public static <I> Optional<Object> member(StructureShape<I> shape, I input, String name) {
        for (int i = 0; i < shape.size(); i++) {
            if (shape.members().get(i).name().equals(name)) {
                return Optional.ofNullable(shape.get(input, i));
            }
        }
        return Optional.empty();
    }

    /** A text member as a list of one, a list of texts as it is; anything else is none. */
    public static <I> List<String> texts(StructureShape<I> shape, I input, String name) {
        return member(shape, input, name)
                .filter(String.class::isInstance)
                .map(text -> List.of((String) text))
                .orElseGet(() -> list(shape, input, name, String.class));
    }

    /** Those of a list that are of a type; none when the member is absent or no list. */
    public static <I, T> List<T> list(StructureShape<I> shape, I input, String name, Class<T> type) {
        return member(shape, input, name).filter(List.class::isInstance).map(List.class::cast).stream()
                .flatMap(given -> ((List<?>) given).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
