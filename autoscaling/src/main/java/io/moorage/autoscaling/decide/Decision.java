package io.moorage.autoscaling.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a group has to do now.
 *
 * @param next when to look again even if nothing happens
 */
public record Decision(List<Step> steps, Optional<Instant> next) {
    public Decision {
        steps = List.copyOf(steps);
    }

    public List<Step.Call> calls() {
        return steps.stream()
                .filter(Step.Call.class::isInstance)
                .map(Step.Call.class::cast)
                .toList();
    }

    public List<Step> writes() {
        return steps.stream().filter(each -> !(each instanceof Step.Call)).toList();
    }
}
