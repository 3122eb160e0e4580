package io.moorage.model.ecs;

/**
 * How far the numbers of messages to agents may have come: {@code seqNum} and {@code timeline} of the agent protocol.
 *
 * @param key {@link #KEY}: they are counted for all agents together
 * @param upTo no message has a number above it
 */
public record AgentNumbers(String key, long upTo) {
    public static final String KEY = "all";
}
