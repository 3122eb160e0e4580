package io.moorage.agentwire.tcs;

/** Answers {@link PublishMetricsRequest}; keeps the connection from counting as idle. */
public record AckPublishMetric(String message) implements TcsMessage {
    public static final AckPublishMetric OK = new AckPublishMetric("OK");
}
