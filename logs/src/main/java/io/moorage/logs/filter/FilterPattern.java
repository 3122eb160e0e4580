package io.moorage.logs.filter;

import java.util.function.Predicate;

/** What of log events is looked for (CloudWatch Logs user guide, "Filter pattern syntax"). */
public final class FilterPattern {
    private FilterPattern() {}

    /** A pattern that cannot be read, or is of a kind that is not supported. */
    public static final class InvalidPatternException extends Exception {
        private static final long serialVersionUID = 1L;

        public InvalidPatternException(String message) {
            super(message);
        }
    }

    /** Which messages match; an empty pattern matches all. */
    public static Predicate<String> parse(String pattern) throws InvalidPatternException {
        String text = pattern.strip();
        if (text.isEmpty()) {
            return message -> true;
        }
        if (text.startsWith("{")) {
            return JsonPattern.parse(text);
        }
        if (text.startsWith("[")) {
            throw new InvalidPatternException("Patterns for space-delimited events are not supported: " + pattern);
        }
        return TermPattern.parse(text);
    }
}
