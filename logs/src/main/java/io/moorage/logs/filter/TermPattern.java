package io.moorage.logs.filter;

import com.google.re2j.Pattern;
import io.moorage.logs.filter.FilterPattern.InvalidPatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Terms in messages of any form: all that are plain, none with a minus, and at least one of those with a question mark. In quotes
 * a term may have spaces; between percent signs it is a regular expression.
 */
final class TermPattern {
    private final String text;
    private final List<Predicate<String>> all = new ArrayList<>();
    private final List<Predicate<String>> any = new ArrayList<>();
    private int at;

    private TermPattern(String text) {
        this.text = text;
    }

    static Predicate<String> parse(String text) throws InvalidPatternException {
        TermPattern pattern = new TermPattern(text);
        pattern.read();
        // With plain terms those with a question mark are ignored (user guide, "Match terms").
        List<Predicate<String>> optional = pattern.all.isEmpty() ? List.copyOf(pattern.any) : List.of();
        List<Predicate<String>> required = List.copyOf(pattern.all);
        return message -> required.stream().allMatch(each -> each.test(message))
                && (optional.isEmpty() || optional.stream().anyMatch(each -> each.test(message)));
    }

    private void read() throws InvalidPatternException {
        while (at < text.length()) {
            char first = text.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
            } else if (first == '-' || first == '?') {
                at++;
                Predicate<String> term = term();
                if (first == '-') {
                    all.add(term.negate());
                } else {
                    any.add(term);
                }
            } else {
                all.add(term());
            }
        }
    }

    private Predicate<String> term() throws InvalidPatternException {
        if (at == text.length() || Character.isWhitespace(text.charAt(at))) {
            throw new InvalidPatternException("A term is missing in the pattern: " + text);
        }
        char first = text.charAt(at);
        if (first == '"') {
            String quoted = until('"');
            return message -> message.contains(quoted);
        }
        if (first == '%') {
            String expression = until('%');
            Pattern pattern = RegularExpressions.compile(expression);
            return message -> pattern.matcher(message).find();
        }
        int begin = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String word = text.substring(begin, at);
        if (!word.matches("[\\p{L}\\p{N}_]+")) {
            throw new InvalidPatternException(
                    "A term with characters that are neither alphanumeric nor an underscore must be in double quotes: "
                            + word);
        }
        return message -> message.contains(word);
    }

    private String until(char end) throws InvalidPatternException {
        StringBuilder term = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != end) {
            boolean escaped = text.charAt(at) == '\\' && end == '"' && at + 1 < text.length();
            at += escaped ? 1 : 0;
            term.append(text.charAt(at));
            at++;
        }
        if (at == text.length()) {
            throw new InvalidPatternException("The pattern ends within a term: " + text);
        }
        at++;
        return term.toString();
    }
}
