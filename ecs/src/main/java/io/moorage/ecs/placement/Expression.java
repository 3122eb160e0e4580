package io.moorage.ecs.placement;

import com.google.re2j.Pattern;
import io.moorage.model.ecs.InvalidDefinitionException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

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
            return subject.any(
                    node,
                    value -> values.contains(value)
                            || (subject.mayBeWrittenOtherwise()
                                    && values.stream().anyMatch(each -> subject.same(value, each))));
        }

        @Override
        public boolean asksForGroups() {
            return subject == Subject.Field.GROUP;
        }
    }

    /**
     * A regular expression, of those that are matched in time that grows with the text only: it is a user's, and all wait for it.
     *
     * @param known the answers so far: instances have few values of an attribute among them
     */
    record Like(Subject subject, Pattern pattern, Map<String, Boolean> known) implements Expression {
        Like(Subject subject, Pattern pattern) {
            this(subject, pattern, new ConcurrentHashMap<>());
        }

        @Override
        public boolean matches(Node node) {
            return subject.any(
                    node,
                    value -> known.computeIfAbsent(
                            value, any -> pattern.matcher(any).matches()));
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
            return subject.any(node, each -> order.test(subject.compare(each, value)));
        }

        @Override
        public boolean asksForGroups() {
            return subject == Subject.Field.GROUP;
        }
    }
}
