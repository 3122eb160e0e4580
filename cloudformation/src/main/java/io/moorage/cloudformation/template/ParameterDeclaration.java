package io.moorage.cloudformation.template;

import io.moorage.base.BoundedText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An entry of {@code Parameters}.
 *
 * @param allowedValues empty when any value will do
 */
public record ParameterDeclaration(
        String name,
        ParameterType type,
        Optional<String> defaultValue,
        boolean noEcho,
        String description,
        Optional<String> constraintDescription,
        List<String> allowedValues,
        Optional<Pattern> allowedPattern,
        Optional<Integer> minLength,
        Optional<Integer> maxLength,
        Optional<BigDecimal> minValue,
        Optional<BigDecimal> maxValue) {

    /** Checks what was given against every constraint; the message is the one CloudFormation answers with. */
    void check(String given) throws InvalidTemplateException {
        for (String each : type.isList() ? List.of(given.split(",", -1)) : List.of(given)) {
            checkOne(each.strip(), type.isList() ? each.strip() : given);
        }
    }

    private void checkOne(String stripped, String given) throws InvalidTemplateException {
        if (!allowedValues.isEmpty() && !allowedValues.contains(given)) {
            throw violation("must be one of AllowedValues");
        }
        if (allowedPattern.isPresent() && !matches(allowedPattern.get(), given)) {
            throw violation("must match pattern " + allowedPattern.get().pattern());
        }
        if (minLength.isPresent() && given.length() < minLength.get()) {
            throw violation("must contain at least " + minLength.get() + " characters");
        }
        if (maxLength.isPresent() && given.length() > maxLength.get()) {
            throw violation("must contain at most " + maxLength.get() + " characters");
        }
        if (type.isNumber()) {
            checkNumber(stripped);
        }
    }

    /** A pattern that tries without end matches nothing. */
    private static boolean matches(Pattern pattern, String given) {
        try {
            return pattern.matcher(new BoundedText(given)).matches();
        } catch (BoundedText.TooManyWaysException e) {
            return false;
        }
    }

    private void checkNumber(String given) throws InvalidTemplateException {
        BigDecimal number;
        try {
            number = new BigDecimal(given);
        } catch (NumberFormatException e) {
            throw new InvalidTemplateException("Parameter '" + name + "' must be a number.");
        }
        if (minValue.isPresent() && number.compareTo(minValue.get()) < 0) {
            throw violation("must be a number not less than " + minValue.get().toPlainString());
        }
        if (maxValue.isPresent() && number.compareTo(maxValue.get()) > 0) {
            throw violation(
                    "must be a number not greater than " + maxValue.get().toPlainString());
        }
    }

    private InvalidTemplateException violation(String constraint) {
        return new InvalidTemplateException(constraintDescription
                .map(own -> "Parameter " + name + " failed to satisfy constraint: " + own)
                .orElse("Parameter '" + name + "' " + constraint));
    }
}
