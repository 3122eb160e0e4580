package io.moorage.cloudwatch.query;

/** An expression that cannot be computed; the message says what to change. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message);
    }
}
