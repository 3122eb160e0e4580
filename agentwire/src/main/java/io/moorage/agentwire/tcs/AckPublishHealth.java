package io.moorage.agentwire.tcs;

/** Answers {@link PublishHealthRequest}; keeps the connection from counting as idle. */
public record AckPublishHealth(String message) implements TcsMessage {
    public static final AckPublishHealth OK = new AckPublishHealth("OK");
}
