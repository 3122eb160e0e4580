package io.moorage.cloudformation.resource;

import java.util.Objects;

/** A property that its resource type does not have, or whose value is not of its type; the message is for the user. */
public final class InvalidPropertyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidPropertyException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
