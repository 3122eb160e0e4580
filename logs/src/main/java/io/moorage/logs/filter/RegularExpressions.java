package io.moorage.logs.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.moorage.base.LinearPattern;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Users' regular expressions, of those that are matched in time that grows with the line only: lines come without end. */
final class RegularExpressions {
    private RegularExpressions() {}

    static Pattern compile(String expression) throws FilterPattern.InvalidPatternException {
        try {
            return LinearPattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new FilterPattern.InvalidPatternException("Not a regular expression: " + expression);
        }
    }

    /** An asterisk stands for anything, everything else for itself. */
    static Pattern ofWildcards(String text) {
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
