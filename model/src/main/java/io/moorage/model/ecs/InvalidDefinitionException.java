package io.moorage.model.ecs;

/** A definition that contradicts itself or asks for what ECS refuses; the message is fit for the caller's eyes. */
public final class InvalidDefinitionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidDefinitionException(String message) {
        super(message);
    }
}
