package io.moorage.logs.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.logs.filter.FilterPattern.InvalidPatternException;
import java.math.BigDecimal;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Conditions on events that are JSON objects, such as <code>{ $.status >= 500 &amp;&amp; $.path = "/api/*" }</code>. */
final class JsonPattern {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\\$[.\\[][^\\s=!<>&|(){}]*|\"(?:[^\"\\\\]|\\\\.)*\"|%[^%]*%|&&|\\|\\||!=|<=|>=|=|<|>|[(){}]|[^\\s=!<>&|(){}]+)");

    private final Matcher tokens;
    private String token = "";

    private JsonPattern(String text) {
        this.tokens = TOKEN.matcher(text);
    }

    static Predicate<String> parse(String text) throws InvalidPatternException {
        JsonPattern pattern = new JsonPattern(text);
        pattern.next();
        pattern.expect("{");
        Predicate<JsonNode> condition = pattern.either();
        pattern.expect("}");
        if (!pattern.token.isEmpty()) {
            throw new InvalidPatternException("Nothing may follow the closing brace of a pattern: " + text);
        }
        return message -> {
            try {
                JsonNode event = JSON.readTree(message);
                return event != null && event.isObject() && condition.test(event);
            } catch (JsonProcessingException e) {
                return false;
            }
        };
    }

    private void next() throws InvalidPatternException {
        if (tokens.lookingAt()) {
            token = tokens.group(1);
            tokens.region(tokens.end(), tokens.regionEnd());
        } else {
            token = "";
        }
    }

    private void expect(String wanted) throws InvalidPatternException {
        if (!token.equals(wanted)) {
            throw new InvalidPatternException(
                    "The pattern has " + (token.isEmpty() ? "an end" : token) + " where " + wanted + " belongs.");
        }
        next();
    }

    private Predicate<JsonNode> either() throws InvalidPatternException {
        Predicate<JsonNode> left = both();
        while (token.equals("||")) {
            next();
            left = left.or(both());
        }
        return left;
    }

    private Predicate<JsonNode> both() throws InvalidPatternException {
        Predicate<JsonNode> left = one();
        while (token.equals("&&")) {
            next();
            left = left.and(one());
        }
        return left;
    }

    private Predicate<JsonNode> one() throws InvalidPatternException {
        if (token.equals("(")) {
            next();
            Predicate<JsonNode> inner = either();
            expect(")");
            return inner;
        }
        if (!token.startsWith("$")) {
            throw new InvalidPatternException("A condition must begin with a selector such as $.name, not " + token);
        }
        String pointer = pointer(token);
        next();
        if (token.equals("IS") || token.equals("NOT")) {
            return state(pointer);
        }
        String operator = token;
        next();
        String value = token;
        next();
        return comparison(pointer, operator, value);
    }

    /** {@code $.a.b[0]} as a JSON pointer. */
    private static String pointer(String selector) throws InvalidPatternException {
        String path = selector.substring(1).replace("[", "/").replace("]", "").replace(".", "/");
        if (path.contains("*")) {
            throw new InvalidPatternException("Wildcards in selectors are not supported: " + selector);
        }
        return path;
    }

    private Predicate<JsonNode> state(String pointer) throws InvalidPatternException {
        String words = token;
        next();
        words += " " + token;
        next();
        return switch (words) {
            case "IS NULL" -> event -> event.at(pointer).isNull();
            case "IS TRUE" ->
                event -> event.at(pointer).isBoolean() && event.at(pointer).booleanValue();
            case "IS FALSE" ->
                event -> event.at(pointer).isBoolean() && !event.at(pointer).booleanValue();
            case "NOT EXISTS" -> event -> event.at(pointer).isMissingNode();
            default -> throw new InvalidPatternException("A selector is followed by " + words);
        };
    }

    private static Predicate<JsonNode> comparison(String pointer, String operator, String value)
            throws InvalidPatternException {
        switch (operator) {
            case "=", "!=" -> {
                Predicate<JsonNode> equal = equal(value);
                boolean wanted = operator.equals("=");
                return event -> {
                    JsonNode node = event.at(pointer);
                    return !node.isMissingNode() && equal.test(node) == wanted;
                };
            }
            case "<", ">", "<=", ">=" -> {
                BigDecimal number = number(value);
                return event -> {
                    JsonNode node = event.at(pointer);
                    return node.isNumber() && holds(node.decimalValue().compareTo(number), operator);
                };
            }
            default -> throw new InvalidPatternException("There is no operator " + operator);
        }
    }

    private static boolean holds(int comparison, String operator) {
        return switch (operator) {
            case "<" -> comparison < 0;
            case ">" -> comparison > 0;
            case "<=" -> comparison <= 0;
            default -> comparison >= 0;
        };
    }

    private static BigDecimal number(String value) throws InvalidPatternException {
        try {
            return new BigDecimal(value);
        } catch (NumberFormatException e) {
            throw new InvalidPatternException("Not a number: " + value);
        }
    }

    /** Numbers are equal by value; texts may have an asterisk that stands for anything. */
    private static Predicate<JsonNode> equal(String value) throws InvalidPatternException {
        if (value.isEmpty()) {
            throw new InvalidPatternException("A value is missing in the pattern.");
        }
        if (value.startsWith("%")) {
            com.google.re2j.Pattern pattern = RegularExpressions.compile(value.substring(1, value.length() - 1));
            return node -> node.isValueNode() && pattern.matcher(node.asText()).find();
        }
        boolean quoted = value.startsWith("\"");
        if (!quoted && value.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            BigDecimal number = number(value);
            return node -> node.isNumber() && node.decimalValue().compareTo(number) == 0;
        }
        String text = quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
        com.google.re2j.Pattern pattern = RegularExpressions.ofWildcards(text);
        return node -> node.isValueNode() && pattern.matcher(node.asText()).matches();
    }
}
