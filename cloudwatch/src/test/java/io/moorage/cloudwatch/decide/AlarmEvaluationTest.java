package io.moorage.cloudwatch.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.cloudwatch.decide.AlarmEvaluation.Verdict;
import io.moorage.cloudwatch.decide.AlarmEvaluation.Window;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.MissingData;
import io.moorage.model.cloudwatch.Statistic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tables of the CloudWatch user guide, "How alarm state is evaluated when data is missing": X breaches, 0 does not, - is
 * missing, the newest at the right. RETAIN is whatever the state was.
 */
class AlarmEvaluationTest {
    private static final Instant END = Instant.parse("2026-11-22T18:05:00Z");
    private static final String RETAIN = "RETAIN";

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            3 | 3 | 0 - X - X | OK                | OK     | OK    | OK
            3 | 3 | 0 - - - - | OK                | OK     | OK    | OK
            3 | 3 | - - - - - | INSUFFICIENT_DATA | RETAIN | ALARM | OK
            3 | 3 | 0 X X - X | ALARM             | ALARM  | ALARM | ALARM
            3 | 3 | - - - - X | INSUFFICIENT_DATA | RETAIN | ALARM | OK
            3 | 3 | X - - - - | ALARM             | RETAIN | ALARM | OK
            3 | 3 | - - X - - | ALARM             | RETAIN | ALARM | OK
            3 | 3 | X X X 0 X | OK                | OK     | OK    | OK
            3 | 3 | 0 0 X X X | ALARM             | ALARM  | ALARM | ALARM
            2 | 3 | 0 - X - X | ALARM             | ALARM  | ALARM | ALARM
            2 | 3 | 0 0 X 0 X | ALARM             | ALARM  | ALARM | ALARM
            2 | 3 | 0 - X - - | OK                | OK     | ALARM | OK
            2 | 3 | - - - - 0 | OK                | OK     | ALARM | OK
            2 | 3 | - - - - X | INSUFFICIENT_DATA | RETAIN | ALARM | OK
            2 | 3 | - - - X - | ALARM             | RETAIN | ALARM | OK
            2 | 3 | X X 0 0 0 | OK                | OK     | OK    | OK
            1 | 1 | - - X     | ALARM             | ALARM  | ALARM | ALARM
            1 | 1 | X X 0     | OK                | OK     | OK    | OK
            """)
    void theGuidesTables(
            int needed, int periods, String points, String missing, String ignore, String breaching, String not) {
        for (AlarmState before : AlarmState.values()) {
            Map<MissingData, String> expected = Map.of(
                    MissingData.MISSING, missing,
                    MissingData.IGNORE, ignore,
                    MissingData.BREACHING, breaching,
                    MissingData.NOT_BREACHING, not);
            expected.forEach((treat, state) -> {
                MetricAlarm alarm = alarm(needed, periods, treat, before);
                assertThat(AlarmEvaluation.of(alarm, points(points), END).state())
                        .as("missing data as " + treat + ", was " + before)
                        .isEqualTo(state.equals(RETAIN) ? before : AlarmState.valueOf(state));
            });
        }
    }

    /** "CloudWatch retrieves the 5 most recent data points" for three evaluation periods. */
    @Test
    void moreThanTheEvaluationPeriodsIsLookedAt() {
        assertThat(AlarmEvaluation.window(alarm(3, 3, MissingData.MISSING, AlarmState.OK), END))
                .isEqualTo(new Window(END.minusSeconds(300), END));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2 | 3 | 0 0 X 0 X | MISSING       | Threshold Crossed: 2 out of the last 3 datapoints [9.0 (22/11/26 18:04:00), 9.0 (22/11/26 18:02:00)] were greater than the threshold (5.0) (minimum 2 datapoints for OK -> ALARM transition).
            1 | 1 | X X 0     | MISSING       | Threshold Crossed: 1 out of the last 1 datapoint [1.0 (22/11/26 18:04:00)] was not greater than the threshold (5.0) (minimum 1 datapoint for ALARM -> OK transition).
            3 | 3 | - - - - - | MISSING       | Insufficient Data: 3 datapoints were unknown.
            3 | 3 | - - - - - | BREACHING     | Threshold Crossed: no datapoints were received for 3 periods and 3 missing datapoints were treated as [Breaching].
            1 | 1 | - - -     | NOT_BREACHING | Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NonBreaching].
            """)
    void theReasonIsSaid(int needed, int periods, String points, MissingData treat, String reason) {
        MetricAlarm alarm = alarm(needed, periods, treat, AlarmState.OK);
        Verdict verdict = AlarmEvaluation.of(alarm, points(points), END);
        assertThat(AlarmWords.reason(alarm, verdict)).isEqualTo(reason);
        assertThat(AlarmWords.reasonData(alarm, verdict, END))
                .contains("\"version\":\"1.0\"", "\"threshold\":5.0", "\"statistic\":\"Average\"");
    }

    private static SortedMap<Instant, Double> points(String shown) {
        String[] each = shown.split(" ");
        SortedMap<Instant, Double> points = new TreeMap<>();
        for (int i = 0; i < each.length; i++) {
            if (!each[i].equals("-")) {
                points.put(END.minusSeconds(60L * (each.length - i)), each[i].equals("X") ? 9.0 : 1.0);
            }
        }
        return points;
    }

    private static MetricAlarm alarm(int needed, int periods, MissingData treat, AlarmState state) {
        var stat = new MetricQuery.Stat(new Metric("App", "Load", Map.of()), 60, Statistic.AVERAGE, Optional.empty());
        return new MetricAlarm(
                "a",
                "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a",
                Optional.empty(),
                List.of(new MetricQuery("m1", Optional.of(stat), Optional.empty(), Optional.empty(), true)),
                false,
                60,
                new MetricAlarm.Condition(
                        ComparisonOperator.GREATER_THAN_THRESHOLD, 5, periods, Optional.of(needed), Optional.of(treat)),
                new MetricAlarm.Actions(true, List.of(), List.of(), List.of()),
                END,
                new MetricAlarm.Status(state, "", Optional.empty(), END, END),
                Map.of());
    }
}
