package io.moorage.cloudformation.template;

/** A template, or a parameter for it, that CloudFormation refuses: its code is {@code ValidationError}. The message is AWS's. */
public final class InvalidTemplateException extends Exception {
    private static final long serialVersionUID = 1L;

    public InvalidTemplateException(String message) {
        super(message);
    }

    /** The text cannot be read as a template at all. */
    public static InvalidTemplateException format(String what) {
        return new InvalidTemplateException("Template format error: " + what);
    }

    /** It can be read, but cannot be meant. */
    public static InvalidTemplateException meaning(String what) {
        return new InvalidTemplateException("Template error: " + what);
    }
}
