package io.moorage.agentwire.acs;

/**
 * Moorage: nothing on the instance holds a shared directory from before the fence.
 *
 * @param messageId of the {@link StopAndConfirmMessage}
 */
public record StopConfirmation(String messageId, long epoch, String bootId) implements AcsMessage {}
