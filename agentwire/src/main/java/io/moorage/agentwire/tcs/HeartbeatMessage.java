package io.moorage.agentwire.tcs;

/** Keeps an otherwise silent telemetry connection open. */
public record HeartbeatMessage(boolean healthy) implements TcsMessage {}
