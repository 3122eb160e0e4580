package io.moorage.model.cloudwatch;

import java.util.Arrays;
import java.util.Optional;

/** How a value breaches an alarm's threshold. */
public enum ComparisonOperator {
    GREATER_THAN_OR_EQUAL_TO_THRESHOLD("GreaterThanOrEqualToThreshold", "greater than or equal to"),
    GREATER_THAN_THRESHOLD("GreaterThanThreshold", "greater than"),
    LESS_THAN_THRESHOLD("LessThanThreshold", "less than"),
    LESS_THAN_OR_EQUAL_TO_THRESHOLD("LessThanOrEqualToThreshold", "less than or equal to");

    private final String word;
    private final String phrase;

    ComparisonOperator(String word, String phrase) {
        this.word = word;
        this.phrase = phrase;
    }

    /** As AWS writes it. */
    public String word() {
        return word;
    }

    /** As it stands in a sentence: {@code greater than}. */
    public String phrase() {
        return phrase;
    }

    /** True when values beyond the threshold breach it, false when values below do. */
    public boolean isAbove() {
        return this == GREATER_THAN_OR_EQUAL_TO_THRESHOLD || this == GREATER_THAN_THRESHOLD;
    }

    public boolean breaches(double value, double threshold) {
        return switch (this) {
            case GREATER_THAN_OR_EQUAL_TO_THRESHOLD -> value >= threshold;
            case GREATER_THAN_THRESHOLD -> value > threshold;
            case LESS_THAN_THRESHOLD -> value < threshold;
            case LESS_THAN_OR_EQUAL_TO_THRESHOLD -> value <= threshold;
        };
    }

    public static Optional<ComparisonOperator> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
