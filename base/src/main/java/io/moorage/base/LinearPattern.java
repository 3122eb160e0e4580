package io.moorage.base;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.regex.MatchResult;

/**
 * A stranger's regular expression, where others wait for the answer: of those whose matching takes time and room that grow with
 * the text and the expression only (RE2's syntax: no back references, no looking around).
 */
public final class LinearPattern {
    private static final java.util.regex.Pattern REPETITION =
            java.util.regex.Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");
    /** Repetitions in repetitions multiply, as does the room they take. */
    private static final int MOST_REPETITIONS = 1000;

    private LinearPattern() {}

    /** @throws PatternSyntaxException when it is none, or repeats too often */
    public static Pattern compile(String expression) {
        double repetitions = REPETITION
                .matcher(expression)
                .results()
                .mapToDouble(LinearPattern::most)
                .reduce(1, (left, right) -> left * right);
        if (repetitions > MOST_REPETITIONS) {
            throw new PatternSyntaxException("its repetitions multiply to more than " + MOST_REPETITIONS, expression);
        }
        try {
            return Pattern.compile(expression);
        } catch (StackOverflowError e) {
            throw new PatternSyntaxException("it is nested too deeply", expression);
        }
    }

    private static double most(MatchResult repetition) {
        String upTo = repetition.group(2);
        String count = upTo == null || upTo.isEmpty() ? repetition.group(1) : upTo;
        return Math.max(1, Double.parseDouble(count));
    }
}
