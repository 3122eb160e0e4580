package io.moorage.agentwire.acs;

/** The agent heard a {@link HeartbeatMessage}. */
public record HeartbeatAckRequest(String messageId) implements AcsMessage {}
