package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cloudformation.engine.Decision.Draft;
import io.moorage.cloudformation.engine.Decision.Event;
import io.moorage.model.cloudformation.Signal;
import io.moorage.model.cloudformation.StackResource;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Waits for the signals that a creation policy asks for (user guide, "CreationPolicy attribute"). */
final class SignalWait {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);
    private static final int ALL = 100;

    private final StackView view;
    private final Draft draft;
    private final Instant now;

    SignalWait(StackView view, Draft draft, Instant now) {
        this.view = view;
        this.draft = draft;
        this.now = now;
    }

    /** Whether a creation policy asks for signals. */
    static boolean isWanted(JsonNode creationPolicy) {
        return creationPolicy.has("ResourceSignal") && count(creationPolicy) > 0;
    }

    private static int count(JsonNode creationPolicy) {
        return creationPolicy.path("ResourceSignal").path("Count").asInt(1);
    }

    static Optional<Duration> timeout(JsonNode creationPolicy) {
        JsonNode text = creationPolicy.path("ResourceSignal").path("Timeout");
        if (text.isMissingNode()) {
            return Optional.of(DEFAULT_TIMEOUT);
        }
        try {
            return Optional.of(Duration.parse(text.asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    void look(StackResource row) {
        tell(row);
        JsonNode policy = Json.parse(row.wish().creationPolicy());
        List<Signal> signals = signals(row);
        int wanted = count(policy);
        int percent = policy.path("AutoScalingCreationPolicy")
                .path("MinSuccessfulInstancesPercent")
                .asInt(ALL);
        int needed = Math.ceilDiv(wanted * percent, ALL);
        long good = signals.stream().filter(Signal::success).count();
        long bad = signals.size() - good;
        long left = Duration.between(now, row.stageSince().plus(timeout(policy).orElse(DEFAULT_TIMEOUT)))
                .toMillis();
        if (good >= needed) {
            draft.put(row.complete(now));
        } else if (bad > wanted - needed) {
            draft.put(row.failed(
                    "Received " + bad + " FAILURE signal(s) out of " + wanted + ".  Unable to satisfy " + percent
                            + "% MinSuccessfulInstancesPercent requirement",
                    now));
        } else if (left <= 0) {
            draft.put(row.failed(
                    bad == 0 && good == 0 && !policy.has("AutoScalingCreationPolicy") && wanted == 1
                            ? "Failed to receive 1 resource signal(s) within the specified duration"
                            : "Received " + good + " SUCCESS signal(s) out of " + wanted + ".  Unable to satisfy "
                                    + percent + "% MinSuccessfulInstancesPercent requirement",
                    now));
        } else {
            draft.wakeAfter(left);
        }
    }

    private List<Signal> signals(StackResource row) {
        return view.signals().stream()
                .filter(each -> each.logicalId().equals(row.logicalId()) && each.generation() == row.generation())
                .sorted(java.util.Comparator.comparing(Signal::time))
                .toList();
    }

    /** Tells of the signals that nobody told of yet. */
    void tell(StackResource row) {
        for (Signal signal : signals(row)) {
            if (!signal.reported()) {
                draft.told(signal);
                draft.tell(Event.of(
                        row,
                        "Received " + (signal.success() ? "SUCCESS" : "FAILURE") + " signal with UniqueId "
                                + signal.uniqueId()));
            }
        }
    }
}
