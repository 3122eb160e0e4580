package io.moorage.model.cloudwatch;

import java.time.Instant;

/**
 * An action that an alarm has to carry out; it is there until it is done or given up.
 *
 * @param actionArn what is to be done, such as an SNS topic to publish to
 * @param alarm as it was when it entered its state
 * @param before the state it was in before
 * @param due not before then
 */
public record AlarmAction(
        long number, String actionArn, MetricAlarm alarm, AlarmState before, int failures, Instant due) {
    /** Sorts as the number does. */
    public String key() {
        return "%019d".formatted(number);
    }

    public AlarmAction failed(Instant nextTry) {
        return new AlarmAction(number, actionArn, alarm, before, failures + 1, nextTry);
    }
}
