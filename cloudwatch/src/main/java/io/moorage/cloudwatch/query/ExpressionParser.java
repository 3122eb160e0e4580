package io.moorage.cloudwatch.query;

import io.moorage.cloudwatch.query.Expression.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads metric math; operators bind as in arithmetic, and all functions are known by the {@link Evaluation}. */
final class ExpressionParser {
    private static final int DEEPEST = 50;
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:([0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]+)?)|([A-Za-z][A-Za-z0-9_]*)"
                    + "|(==|!=|<=|>=|&&|\\|\\||[-+*/^<>(),]))");

    /** From the loosest to the tightest. */
    private static final List<Map<String, Operator>> LEVELS = List.of(
            Map.of("OR", Operator.OR, "||", Operator.OR),
            Map.of("AND", Operator.AND, "&&", Operator.AND),
            Map.of(
                    "==", Operator.EQUAL,
                    "!=", Operator.NOT_EQUAL,
                    "<", Operator.LESS,
                    "<=", Operator.LESS_OR_EQUAL,
                    ">", Operator.GREATER,
                    ">=", Operator.GREATER_OR_EQUAL),
            Map.of("+", Operator.PLUS, "-", Operator.MINUS),
            Map.of("*", Operator.TIMES, "/", Operator.DIVIDED_BY));

    private final List<String> tokens;
    private int next;
    private int depth;

    private ExpressionParser(List<String> tokens) {
        this.tokens = tokens;
    }

    static Expression parse(String text) throws ExpressionException {
        ExpressionParser parser = new ExpressionParser(tokens(text));
        Expression expression = parser.level(0);
        if (parser.next < parser.tokens.size()) {
            throw new ExpressionException(
                    "\"" + parser.tokens.get(parser.next) + "\" is not expected where it stands in: " + text);
        }
        return expression;
    }

    private static List<String> tokens(String text) throws ExpressionException {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length() && !text.substring(at).isBlank()) {
            matcher.region(at, text.length());
            if (!matcher.lookingAt()) {
                throw new ExpressionException("\"" + text.substring(at).strip() + "\" is no part of metric math");
            }
            tokens.add(matcher.group().strip());
            at = matcher.end();
        }
        return tokens;
    }

    private Expression level(int level) throws ExpressionException {
        if (level == LEVELS.size()) {
            return unary();
        }
        Expression left = level(level + 1);
        for (Optional<Operator> operator = operator(level); operator.isPresent(); operator = operator(level)) {
            next++;
            left = new Expression.Operation(operator.get(), left, level(level + 1));
        }
        return left;
    }

    private Optional<Operator> operator(int level) {
        return next < tokens.size() ? Optional.ofNullable(LEVELS.get(level).get(tokens.get(next))) : Optional.empty();
    }

    private Expression unary() throws ExpressionException {
        if (++depth > DEEPEST) {
            throw new ExpressionException("an expression is nested at most " + DEEPEST + " deep");
        }
        try {
            if (taken("-")) {
                return new Expression.Negation(unary());
            }
            Expression base = primary();
            return taken("^") ? new Expression.Operation(Operator.TO_THE_POWER, base, unary()) : base;
        } finally {
            depth--;
        }
    }

    private Expression primary() throws ExpressionException {
        if (taken("(")) {
            Expression inner = level(0);
            expect(")");
            return inner;
        }
        if (next == tokens.size()) {
            throw new ExpressionException("the expression ends where something is to follow");
        }
        String token = tokens.get(next++);
        if (Character.isDigit(token.charAt(0))) {
            return new Expression.Constant(Double.parseDouble(token));
        }
        if (!Character.isLetter(token.charAt(0))) {
            throw new ExpressionException(
                    "\"" + token + "\" stands where a metric, a number or a function is expected");
        }
        return taken("(")
                ? new Expression.Call(token.toUpperCase(Locale.ROOT), arguments())
                : new Expression.Reference(token);
    }

    private List<Expression> arguments() throws ExpressionException {
        List<Expression> arguments = new ArrayList<>();
        if (taken(")")) {
            return arguments;
        }
        do {
            arguments.add(level(0));
        } while (taken(","));
        expect(")");
        return arguments;
    }

    private boolean taken(String token) {
        boolean there = next < tokens.size() && tokens.get(next).equals(token);
        next += there ? 1 : 0;
        return there;
    }

    private void expect(String token) throws ExpressionException {
        if (!taken(token)) {
            throw new ExpressionException("\"" + token + "\" is missing");
        }
    }
}
