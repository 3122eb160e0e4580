package io.moorage.cloudwatch;

import io.moorage.cloudwatch.decide.AlarmMessage;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.MetricAlarm;

/**
 * What alarms do when they enter a state: the effect that stands behind an action's ARN. Whoever provides a kind of action
 * (publishing to an SNS topic, executing a scaling policy) implements this, and the server puts the kinds together with
 * {@link AlarmActionKinds}. Thread-safe.
 */
public interface AlarmActions {
    /** True for the ARN of an action of these, whether or not what it names exists: CloudWatch does not check that. */
    boolean supports(String actionArn);

    /**
     * True when the action is carried out again in every period in which the alarm stays in the state, as Auto Scaling's are;
     * false when only entering it counts, as for SNS (CloudWatch user guide, "Alarm actions").
     */
    boolean repeats(String actionArn);

    /**
     * Carries the action out, and returns when that is durable. After a crash it may be carried out once more.
     *
     * @throws ActionException when it could not be done
     */
    void perform(String actionArn, Notice notice) throws ActionException;

    /**
     * Why an action is carried out.
     *
     * @param alarm as it was when it entered its state
     * @param before the state it came from
     */
    record Notice(MetricAlarm alarm, AlarmState before) {
        /** The subject of a message about it, in CloudWatch's words. */
        public String subject() {
            return AlarmMessage.subject(alarm);
        }

        /** The message, in CloudWatch's JSON form. */
        public String message() {
            return AlarmMessage.json(alarm, before);
        }
    }

    /** An action was not carried out; the message says why, for the alarm's history. */
    final class ActionException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean passing;

        /** @param passing whether it may be possible later */
        public ActionException(String message, boolean passing) {
            super(message);
            this.passing = passing;
        }

        public boolean passing() {
            return passing;
        }
    }
}
