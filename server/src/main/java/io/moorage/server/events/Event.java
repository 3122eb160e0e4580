package io.moorage.server.events;

/**
 * One change of state worth telling.
 *
 * @param kind what happened, for example {@code InstanceLost} or {@code TaskRunning}
 * @param subject id or ARN of what it happened to
 */
public record Event(long timeMillis, String kind, String subject, String text) {}
