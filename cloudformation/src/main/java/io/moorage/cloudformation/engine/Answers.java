package io.moorage.cloudformation.engine;

import io.moorage.model.cloudformation.ResourceStatus;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.StackResource.Stage;
import java.time.Duration;
import java.time.Instant;

/** What an outcome makes of a resource. */
final class Answers {
    /** What a deletion waits for is told once it waits longer: mostly it is for somebody to end what still uses the thing. */
    private static final Duration UNREMARKABLE = Duration.ofSeconds(20);

    private Answers() {}

    /** @param bound how long a stage may wait */
    static StackResource apply(StackResource row, Outcome outcome, Instant now, Duration bound) {
        return switch (outcome) {
            case Outcome.Made made -> row.made(made.physicalId(), made.attributes(), made.note(), now);
            case Outcome.Settled settled -> settled(row, settled, now);
            case Outcome.Stepped stepped -> row.noting(stepped.note(), now);
            case Outcome.Gone gone -> row.gone(now);
            case Outcome.Failed failed -> row.failed(failed.reason(), now);
            case Outcome.Waiting waiting -> waiting(row, waiting, now, bound);
        };
    }

    private static StackResource waiting(StackResource row, Outcome.Waiting waiting, Instant now, Duration bound) {
        Duration most = waiting.atMost().orElse(bound);
        if (!row.stageSince().plus(most).isAfter(now)) {
            return row.failed(
                    waiting.atMost().isPresent()
                            ? waiting.what()
                            : "Resource did not stabilize within " + most.toSeconds() + " seconds: " + waiting.what(),
                    now);
        }
        boolean isLong = !row.stageSince().plus(UNREMARKABLE).isAfter(now);
        return row.stage() == Stage.REMOVE && isLong && row.reason().isEmpty()
                ? row.heldUp("Waiting: " + waiting.what())
                : row;
    }

    private static StackResource settled(StackResource row, Outcome.Settled settled, Instant now) {
        boolean creation =
                row.before().isEmpty() && (row.status() == ResourceStatus.CREATE_IN_PROGRESS || row.replacing());
        boolean awaits = creation && SignalWait.isWanted(Json.parse(row.wish().creationPolicy()));
        StackResource known = row.settled(settled.attributes(), awaits, now);
        return awaits ? known : known.complete(now);
    }
}
