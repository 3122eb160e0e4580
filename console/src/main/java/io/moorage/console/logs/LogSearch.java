package io.moorage.console.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.console.frame.Aws;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * What matches in a log group. {@code FilterLogEvents} tells the oldest first, and who searches mostly looks for what was last: it is
 * asked on, up to a bound, and the last ones are kept.
 *
 * @param total how many matched, as far as was looked
 * @param next where to go on; empty when all was looked at
 */
record LogSearch(List<JsonNode> last, long total, String next) {
    private static final int AT_ONCE = 10_000;
    private static final int MOST_CALLS = 10;

    LogSearch {
        last = List.copyOf(last);
    }

    /** @param most so many are kept */
    static LogSearch of(Aws aws, int most, Consumer<ObjectNode> input) {
        Deque<JsonNode> last = new ArrayDeque<>();
        long total = 0;
        Consumer<ObjectNode> first = input.andThen(in -> in.put("limit", AT_ONCE));
        JsonNode answer = aws.call("logs", "FilterLogEvents", first);
        for (int calls = 1; ; calls++) {
            for (JsonNode event : answer.path("events")) {
                last.add(event);
                total++;
                if (last.size() > most) {
                    last.removeFirst();
                }
            }
            String next = answer.path("nextToken").asText("");
            if (next.isEmpty() || calls == MOST_CALLS) {
                return new LogSearch(List.copyOf(last), total, next);
            }
            answer = aws.callUntold("logs", "FilterLogEvents", first.andThen(in -> in.put("nextToken", next)));
        }
    }

    /** For people. */
    String count() {
        if (total == last.size() && next.isEmpty()) {
            return total == 1 ? "1 event" : total + " events";
        }
        return "The last " + last.size() + " of "
                + (next.isEmpty() ? total + " events" : "the first " + total + " events");
    }
}
