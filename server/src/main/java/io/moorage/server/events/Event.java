package io.moorage.server.events;

/**
 * One change of state worth telling.
 *
 * @param kind what happened, for example {@code InstanceLost} or {@code TaskRunning}
 * @param subject id or ARN of what it happened to
 * @param instance the machine that it happened on; empty for a machine that is not known any more
 * @param group of a task; empty for others
 */
public record Event(long timeMillis, String kind, String subject, String text, String instance, String group) {}
