package io.moorage.cloudformation.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a {@link Call}. */
public sealed interface Outcome {
    /**
     * It exists now.
     *
     * @param attributes as JSON, those that are told only once
     * @param note what else its event says
     */
    record Made(String physicalId, Map<String, String> attributes, Optional<String> note) implements Outcome {}

    /** @param attributes as JSON */
    record Settled(Map<String, String> attributes) implements Outcome {}

    /**
     * Not done yet.
     *
     * @param atMost from the beginning of the stage
     */
    record Waiting(String what, Optional<Duration> atMost) implements Outcome {}

    /**
     * One of several steps is taken.
     *
     * @param told what happened, in words of events
     */
    record Stepped(String note, List<String> told) implements Outcome {}

    record Gone() implements Outcome {}

    record Failed(String reason) implements Outcome {}
}
