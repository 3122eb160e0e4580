package io.moorage.ecs.placement;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.InvalidDefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The cluster query language (ECS guide, "Cluster query language"): subjects {@code attribute:NAME}, {@code ec2InstanceId},
 * {@code agentConnected} and {@code task:group}; {@code ==, !=, =~, in, !in, exists, !exists}, {@code and, or, not} and brackets.
 */
public sealed interface Expression {
    boolean matches(Node node);

    /** @throws InvalidDefinitionException when the text is not of the language */
    static Expression parse(String text) {
        return new Parser(text).parse();
    }

    record And(Expression left, Expression right) implements Expression {
        @Override
        public boolean matches(Node node) {
            return left.matches(node) && right.matches(node);
        }
    }

    record Or(Expression left, Expression right) implements Expression {
        @Override
        public boolean matches(Node node) {
            return left.matches(node) || right.matches(node);
        }
    }

    record Not(Expression inner) implements Expression {
        @Override
        public boolean matches(Node node) {
            return !inner.matches(node);
        }
    }

    record Exists(String subject) implements Expression {
        @Override
        public boolean matches(Node node) {
            return subject.startsWith("attribute:")
                    ? node.instance().has(subject.substring("attribute:".length()))
                    : !Subjects.values(subject, node).isEmpty();
        }
    }

    record In(String subject, Set<String> values) implements Expression {
        public In {
            values = Set.copyOf(values);
        }

        @Override
        public boolean matches(Node node) {
            return Subjects.values(subject, node).stream().anyMatch(values::contains);
        }
    }

    record Like(String subject, Pattern pattern) implements Expression {
        @Override
        public boolean matches(Node node) {
            return Subjects.values(subject, node).stream()
                    .anyMatch(value -> pattern.matcher(value).matches());
        }
    }

    /** What a subject is on a node. */
    final class Subjects {
        static Set<String> values(String subject, Node node) {
            ContainerInstance instance = node.instance();
            return switch (subject) {
                case "ec2InstanceId" -> Set.of(instance.ec2InstanceId());
                case "agentConnected" -> Set.of(Boolean.toString(instance.agentConnected()));
                case "task:group" -> Filters.groups(node);
                default ->
                    instance.attribute(subject.substring("attribute:".length()))
                            .map(Set::of)
                            .orElse(Set.of());
            };
        }

        static boolean known(String subject) {
            return subject.equals("ec2InstanceId")
                    || subject.equals("agentConnected")
                    || subject.equals("task:group")
                    || (subject.startsWith("attribute:") && subject.length() > "attribute:".length());
        }

        private Subjects() {}
    }

    /** Recursive descent; {@code or} binds weakest. */
    final class Parser {
        private static final Pattern TOKEN =
                Pattern.compile("\\s*(&&|\\|\\||==|!=|=~|!(?!=)|[()\\[\\],]|\"[^\"]*\"|'[^']*'|[^\\s()\\[\\],=!&|]+)");
        private static final int MAX_TOKENS = 500;

        private final List<String> tokens = new ArrayList<>();
        private final String text;
        private int next;

        Parser(String text) {
            this.text = text;
            Matcher matcher = TOKEN.matcher(text);
            int end = 0;
            while (matcher.lookingAt()) {
                tokens.add(matcher.group(1));
                end = matcher.end();
                matcher.region(end, text.length());
            }
            if (!text.substring(end).isBlank() || tokens.isEmpty() || tokens.size() > MAX_TOKENS) {
                throw invalid();
            }
        }

        Expression parse() {
            Expression whole = or();
            if (next < tokens.size()) {
                throw invalid();
            }
            return whole;
        }

        private Expression or() {
            Expression left = and();
            while (accept("or") || accept("||")) {
                left = new Or(left, and());
            }
            return left;
        }

        private Expression and() {
            Expression left = not();
            while (accept("and") || accept("&&")) {
                left = new And(left, not());
            }
            return left;
        }

        private Expression not() {
            if (accept("not") || accept("!")) {
                return new Not(not());
            }
            if (accept("(")) {
                Expression inner = or();
                expect(")");
                return inner;
            }
            return comparison();
        }

        private Expression comparison() {
            String subject = take();
            if (!Subjects.known(subject)) {
                throw invalid();
            }
            String operator = take();
            return switch (operator) {
                case "==", "equals" -> new In(subject, Set.of(value()));
                case "!=", "not_equals" -> new Not(new In(subject, Set.of(value())));
                case "=~", "matches" -> new Like(subject, pattern(value()));
                case "exists" -> new Exists(subject);
                case "not_exists" -> new Not(new Exists(subject));
                case "in" -> new In(subject, values());
                case "not_in" -> new Not(new In(subject, values()));
                case "!" -> negated(subject, take());
                default -> throw invalid();
            };
        }

        private Expression negated(String subject, String operator) {
            return switch (operator) {
                case "exists" -> new Not(new Exists(subject));
                case "in" -> new Not(new In(subject, values()));
                default -> throw invalid();
            };
        }

        private Set<String> values() {
            expect("[");
            Set<String> values = new java.util.HashSet<>();
            do {
                values.add(value());
            } while (accept(","));
            expect("]");
            return values;
        }

        private String value() {
            String token = take();
            boolean quoted = token.startsWith("\"") || token.startsWith("'");
            return quoted ? token.substring(1, token.length() - 1) : token;
        }

        private Pattern pattern(String regex) {
            try {
                return Pattern.compile(regex);
            } catch (PatternSyntaxException e) {
                throw invalid();
            }
        }

        private boolean accept(String token) {
            if (next < tokens.size() && tokens.get(next).equals(token)) {
                next++;
                return true;
            }
            return false;
        }

        private void expect(String token) {
            if (!accept(token)) {
                throw invalid();
            }
        }

        private String take() {
            if (next == tokens.size()) {
                throw invalid();
            }
            return tokens.get(next++);
        }

        private InvalidDefinitionException invalid() {
            return new InvalidDefinitionException("Invalid expression: " + text);
        }
    }
}
