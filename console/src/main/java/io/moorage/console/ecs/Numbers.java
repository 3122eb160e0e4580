package io.moorage.console.ecs;

import io.moorage.awsapi.AwsException;

/** Numbers that a person typed. */
final class Numbers {
    private Numbers() {}

    /** @throws AwsException that names the field */
    static int of(String text, String field) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new AwsException(
                    "InvalidParameterException", 400, field + " must be a whole number, not \"" + text + "\".");
        }
    }
}
