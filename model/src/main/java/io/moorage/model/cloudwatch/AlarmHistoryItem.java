package io.moorage.model.cloudwatch;

import java.time.Instant;

/**
 * Something that happened to an alarm (CloudWatch API reference, AlarmHistoryItem). It outlives its alarm.
 *
 * @param number in the order in which it happened
 * @param data JSON
 */
public record AlarmHistoryItem(
        long number, String alarmName, Instant timestamp, Type type, String summary, String data) {
    /** In AWS's words but for their form. */
    public enum Type {
        CONFIGURATION_UPDATE("ConfigurationUpdate"),
        STATE_UPDATE("StateUpdate"),
        ACTION("Action");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Sorts as the number does. */
    public String key() {
        return "%019d".formatted(number);
    }
}
