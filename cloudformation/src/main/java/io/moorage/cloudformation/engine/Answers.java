package io.moorage.cloudformation.engine;

import io.moorage.model.cloudformation.ResourceStatus;
import io.moorage.model.cloudformation.StackResource;
import java.time.Duration;
import java.time.Instant;

/** What an outcome makes of a resource. */
final class Answers {
    private Answers() {}

    /** @param bound how long a stage may wait */
    static StackResource apply(StackResource row, Outcome outcome, Instant now, Duration bound) {
        return switch (outcome) {
            case Outcome.Made made -> row.made(made.physicalId(), made.attributes(), made.note(), now);
            case Outcome.Settled settled -> settled(row, settled, now);
            case Outcome.Stepped stepped -> row.noting(stepped.note(), now);
            case Outcome.Gone gone -> row.gone(now);
            case Outcome.Failed failed -> row.failed(failed.reason(), now);
            case Outcome.Waiting waiting -> {
                Duration most = waiting.atMost().orElse(bound);
                yield row.stageSince().plus(most).isAfter(now)
                        ? row
                        : row.failed(
                                waiting.atMost().isPresent()
                                        ? waiting.what()
                                        : "Resource did not stabilize within " + most.toSeconds() + " seconds: "
                                                + waiting.what(),
                                now);
            }
        };
    }

    private static StackResource settled(StackResource row, Outcome.Settled settled, Instant now) {
        boolean creation =
                row.before().isEmpty() && (row.status() == ResourceStatus.CREATE_IN_PROGRESS || row.replacing());
        boolean awaits = creation && SignalWait.isWanted(Json.parse(row.wish().creationPolicy()));
        StackResource known = row.settled(settled.attributes(), awaits, now);
        return awaits ? known : known.complete(now);
    }
}
