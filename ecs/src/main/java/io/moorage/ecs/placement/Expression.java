package io.moorage.ecs.placement;

import io.moorage.model.ecs.InvalidDefinitionException;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** A condition on container instances, in the cluster query language (ECS guide, "Cluster query language"). */
public sealed interface Expression {
    boolean matches(Node node);

    /** Its answer may change with the groups of the tasks on a node. */
    boolean asksForGroups();

    /** @throws InvalidDefinitionException when the text is not of the language */
    static Expression parse(String text) {
        return new ExpressionParser(text).parse();
    }

    record And(Expression left, Expression right) implements Expression {
        @Override
        public boolean matches(Node node) {
            return left.matches(node) && right.matches(node);
        }

        @Override
        public boolean asksForGroups() {
            return left.asksForGroups() || right.asksForGroups();
        }
    }

    record Or(Expression left, Expression right) implements Expression {
        @Override
        public boolean matches(Node node) {
            return left.matches(node) || right.matches(node);
        }

        @Override
        public boolean asksForGroups() {
            return left.asksForGroups() || right.asksForGroups();
        }
    }

    record Not(Expression inner) implements Expression {
        @Override
        public boolean matches(Node node) {
            return !inner.matches(node);
        }

        @Override
        public boolean asksForGroups() {
            return inner.asksForGroups();
        }
    }

    record Exists(Subject subject) implements Expression {
        @Override
        public boolean matches(Node node) {
            return subject.exists(node);
        }

        @Override
        public boolean asksForGroups() {
            return subject == Subject.Field.GROUP;
        }
    }

    /** Equal to one of some values, as the subject's kind has it: dates and versions may be written in more than one way. */
    record In(Subject subject, Set<String> values) implements Expression {
        public In {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(Node node) {
            return subject.values(node).stream()
                    .anyMatch(value ->
                            values.contains(value) || values.stream().anyMatch(each -> subject.same(value, each)));
        }

        @Override
        public boolean asksForGroups() {
            return subject == Subject.Field.GROUP;
        }
    }

    record Like(Subject subject, Pattern pattern) implements Expression {
        @Override
        public boolean matches(Node node) {
            return subject.values(node).stream()
                    .anyMatch(value -> pattern.matcher(value).matches());
        }

        @Override
        public boolean asksForGroups() {
            return subject == Subject.Field.GROUP;
        }
    }

    /** @param order whether the sign of the comparison with {@code value} will do */
    record Compared(Subject subject, String value, IntPredicate order) implements Expression {
        @Override
        public boolean matches(Node node) {
            return subject.values(node).stream().anyMatch(each -> order.test(subject.compare(each, value)));
        }

        @Override
        public boolean asksForGroups() {
            return subject == Subject.Field.GROUP;
        }
    }
}
