package io.moorage.awsapi.protocol;

import java.util.Objects;

/** The request cannot be read; each protocol has its own code for that. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
