package io.moorage.ecs.placement;

import io.moorage.base.LinearPattern;
import io.moorage.model.ecs.InvalidDefinitionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recursive descent over the cluster query language; {@code or} binds weakest, {@code not} strongest. */
final class ExpressionParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(&&|\\|\\||==|!=|=~|!~|>=|<=|>|<|!|[()\\[\\],]|\"[^\"]*\"|'[^']*'|[^\\s()\\[\\],=!&|<>]+)");
    private static final int MAX_TOKENS = 500;
    /** ECS API, {@code API_PlacementConstraint}, expression: "The expression can have a maximum length of 2000 characters". */
    private static final int LONGEST = 2000;

    private final List<String> tokens = new ArrayList<>();
    private final String text;
    private int next;

    ExpressionParser(String text) {
        this.text = text;
        if (text.length() > LONGEST) {
            throw new InvalidDefinitionException("An expression must have at most " + LONGEST + " characters.");
        }
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
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (accept("and") || accept("&&")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (accept("not") || accept("!")) {
            return new Expression.Not(not());
        }
        if (accept("(")) {
            Expression inner = or();
            expect(")");
            return inner;
        }
        return comparison();
    }

    private Expression comparison() {
        Subject subject = Subject.named(take()).orElseThrow(this::invalid);
        String operator = take();
        return switch (operator) {
            case "==", "equals" -> equal(subject);
            case "!=", "not_equals" -> new Expression.Not(equal(subject));
            case ">", "greater_than" -> compared(subject, order -> order > 0);
            case ">=", "greater_than_equal" -> compared(subject, order -> order >= 0);
            case "<", "less_than" -> compared(subject, order -> order < 0);
            case "<=", "less_than_equal" -> compared(subject, order -> order <= 0);
            case "=~", "matches" -> like(subject);
            case "!~", "not_matches" -> new Expression.Not(like(subject));
            case "exists" -> new Expression.Exists(subject);
            case "not_exists" -> new Expression.Not(new Expression.Exists(subject));
            case "in" -> in(subject);
            case "not_in" -> new Expression.Not(in(subject));
            case "!" -> negated(subject, take());
            default -> throw invalid();
        };
    }

    private Expression negated(Subject subject, String operator) {
        return switch (operator) {
            case "exists" -> new Expression.Not(new Expression.Exists(subject));
            case "in" -> new Expression.Not(in(subject));
            default -> throw invalid();
        };
    }

    private Expression equal(Subject subject) {
        return new Expression.In(subject, Set.of(value(subject)));
    }

    private Expression compared(Subject subject, IntPredicate order) {
        return new Expression.Compared(subject, value(subject), order);
    }

    private Expression like(Subject subject) {
        try {
            return new Expression.Like(subject, LinearPattern.compile(literal()));
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw invalid();
        }
    }

    private Expression in(Subject subject) {
        expect("[");
        Set<String> values = new HashSet<>();
        do {
            values.add(value(subject));
        } while (accept(","));
        expect("]");
        return new Expression.In(subject, values);
    }

    private String value(Subject subject) {
        String literal = literal();
        if (!subject.accepts(literal)) {
            throw invalid();
        }
        return literal;
    }

    private String literal() {
        String token = take();
        boolean quoted = token.startsWith("\"") || token.startsWith("'");
        if (!quoted && token.matches("[&|=!<>()\\[\\],~]+")) {
            throw invalid();
        }
        return quoted ? token.substring(1, token.length() - 1) : token;
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
