package io.moorage.model.cloudwatch;

/** An alarm's states, in AWS's words. */
public enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
