package io.moorage.agentwire.tcs;

/** Answers {@link PublishInstanceStatusRequest}; keeps the connection from counting as idle. */
public record AckPublishInstanceStatus(String message) implements TcsMessage {
    public static final AckPublishInstanceStatus OK = new AckPublishInstanceStatus("OK");
}
