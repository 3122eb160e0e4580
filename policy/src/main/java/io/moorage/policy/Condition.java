package io.moorage.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One line of a Condition element: {@code {"StringLike": {"aws:username": ["a*", "b*"]}}}.
 *
 * @param ifExists true when a key that is not in the request satisfies it
 */
record Condition(ConditionOperator operator, SetOperator set, boolean ifExists, String key, List<String> values) {
    /** How the several values of a key are taken together (IAM user guide, "Multivalued context keys"). */
    enum SetOperator {
        NONE,
        FOR_ALL_VALUES,
        FOR_ANY_VALUE
    }

    Condition {
        values = List.copyOf(values);
    }

    boolean holds(AccessRequest request, Variables variables) {
        Optional<List<String>> present = request.values(key);
        if (operator == ConditionOperator.NULL) {
            return values.stream().anyMatch(value -> Boolean.parseBoolean(value) == present.isEmpty());
        }
        if (present.isEmpty()) {
            return ifExists || set == SetOperator.FOR_ALL_VALUES || (set == SetOperator.NONE && operator.negated());
        }
        Predicate<String> accepted = value -> operator.negated() != matchesAny(value, variables);
        return switch (set) {
            case FOR_ALL_VALUES -> present.get().stream().allMatch(accepted);
            case FOR_ANY_VALUE -> present.get().stream().anyMatch(accepted);
            case NONE ->
                operator.negated()
                        ? present.get().stream().allMatch(accepted)
                        : present.get().stream().anyMatch(accepted);
        };
    }

    private boolean matchesAny(String present, Variables variables) {
        return values.stream()
                .map(variables::fill)
                .flatMap(Optional::stream)
                .anyMatch(wanted -> operator.matches(wanted, present));
    }
}
