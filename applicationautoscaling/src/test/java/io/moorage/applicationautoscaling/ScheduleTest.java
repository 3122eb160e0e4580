package io.moorage.applicationautoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.applicationautoscaling.decide.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code API_PutScheduledAction}, Schedule. 2026-01-01 was a Thursday. */
class ScheduleTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at(2026-01-02T03:04:05)       | UTC              | 2026-01-02T03:04:05Z",
                "at(2026-01-02T03:04:05)       | America/New_York | 2026-01-02T08:04:05Z",
                "rate(5 minutes)               | UTC              | 2026-01-01T12:05:00Z",
                "rate(1 day)                   | UTC              | 2026-01-02T00:00:00Z",
                "cron(0 9 * * ? *)             | UTC              | 2026-01-02T09:00:00Z",
                "cron(15 10 ? * 6 *)           | UTC              | 2026-01-02T10:15:00Z",
                "cron(15 10 ? * SUN *)         | UTC              | 2026-01-04T10:15:00Z",
                "cron(0/15 * ? * 2-6 *)        | UTC              | 2026-01-01T12:15:00Z",
            })
    void isDue(String text, String zone, Instant expected) {
        assertThat(Schedule.parse(text, ZoneId.of(zone), START)
                        .flatMap(each -> each.next(Instant.parse("2026-01-01T12:00:00Z"))))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "at()",
                "at(tomorrow)",
                "rate(0 minutes)",
                "rate(5 weeks)",
                "cron(0 9 * * ?)",
                "cron(0 9 * * ? 2027)",
                "cron(61 9 * * ? *)",
                "every day"
            })
    void isNone(String text) {
        assertThat(Schedule.parse(text, ZoneId.of("UTC"), START)).isEmpty();
    }

    @Test
    void whatIsPastIsNotDue() {
        assertThat(Schedule.parse("at(2025-12-31T00:00:00)", ZoneId.of("UTC"), START)
                        .flatMap(each -> each.next(START)))
                .isEmpty();
    }
}
