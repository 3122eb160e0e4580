package io.moorage.logs.event;

import java.nio.charset.StandardCharsets;

/**
 * One event.
 *
 * @param timestamp when it happened, in milliseconds since 1970; as told by its source
 * @param ingested when it came, in the same unit
 * @param sequence numbers the events of a stream as they came
 */
public record LogEvent(long timestamp, long ingested, long sequence, String message) {
    /** What an event counts besides its message (API reference, {@code PutLogEvents}). */
    public static final int OVERHEAD_BYTES = 26;

    /** How large the API holds it for. */
    public int size() {
        return message.getBytes(StandardCharsets.UTF_8).length + OVERHEAD_BYTES;
    }
}
