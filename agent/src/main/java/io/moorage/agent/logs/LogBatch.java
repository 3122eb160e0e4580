package io.moorage.agent.logs;

import io.moorage.agent.runtime.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Events of one call of PutLogEvents, within its limits ({@code API_PutLogEvents}). Of one thread. */
final class LogBatch {
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_BYTES = 1_048_576;
    private static final int BYTES_PER_EVENT = 26;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final List<LogLine> events = new ArrayList<>();
    private int bytes;

    /** False when it does not fit in any more. */
    boolean add(LogLine event) {
        int size = event.text().getBytes(StandardCharsets.UTF_8).length + BYTES_PER_EVENT;
        boolean full = events.size() == MOST_EVENTS
                || bytes + size > MOST_BYTES
                || (!events.isEmpty()
                        && Duration.between(events.getFirst().time(), event.time())
                                        .compareTo(LONGEST)
                                >= 0);
        if (full && !events.isEmpty()) {
            return false;
        }
        events.add(event);
        bytes += size;
        return true;
    }

    /** In the order of their times, which CloudWatch Logs asks for. */
    List<LogLine> events() {
        return events.stream()
                .sorted((one, other) -> one.time().compareTo(other.time()))
                .toList();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }
}
