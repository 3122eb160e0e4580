package io.moorage.cloudwatch.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.Statistic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metric math (CloudWatch user guide, "Using metric math"), on m1 = 1 2 - 4 and m2 = 10 0 30 -. */
class EvaluationTest {
    private static final Instant START = Instant.parse("2026-11-22T18:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m1 + m2                   | 11.0 2.0 - -
            m2 / m1 * 2               | 20.0 0.0 - -
            m1 / m2                   | 0.1 - - -
            2 + 3 * m1 ^ 2            | 5.0 14.0 - 50.0
            -(m1 - 1)                 | 0.0 -1.0 - -3.0
            2 ^ -1 * m1               | 0.5 1.0 - 2.0
            ABS(m1 - 3)               | 2.0 1.0 - 1.0
            CEIL(m1 / 3)              | 1.0 1.0 - 2.0
            FLOOR(m1 / 3)             | 0.0 0.0 - 1.0
            m1 / MAX(m1)              | 0.25 0.5 - 1.0
            m1 - AVG(m2) + SUM(m1)    | -5.333333333333334 -4.333333333333334 - -2.333333333333334
            SUM(METRICS())            | 11.0 2.0 30.0 4.0
            MIN(METRICS())            | 1.0 0.0 30.0 4.0
            FILL(m1, 0)               | 1.0 2.0 0.0 4.0
            FILL(m1, REPEAT)          | 1.0 2.0 2.0 4.0
            IF(m1 > 1, m1, 0)         | 0.0 2.0 - 4.0
            IF(m1 >= 2 AND m1 != 4, m1) | - 2.0 - -
            m1 == 2 OR m1 < 2         | 1.0 1.0 - 0.0
            m1 / PERIOD(m1) * 60      | 1.0 2.0 - 4.0
            DIFF(m1)                  | - 1.0 - 2.0
            RATE(m1) * 60             | - 1.0 - 2.0
            e1 * 2                    | 4.0 8.0 - 16.0
            """)
    void anExpressionComesToASeries(String expression, String expected) throws ExpressionException {
        assertThat(shown(of(expression).values())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            m1 +                      | ends where something is to follow
            m1 m2                     | "m2" is not expected
            (m1                       | ")" is missing
            m1 $ 2                    | "$ 2" is no part of metric math
            m3                        | no query with the id m3
            2 + 2                     | comes to a number
            MAX(m1)                   | comes to a number
            METRICS()                 | several series
            METRICS() + 1             | AVG, MAX, MIN and SUM
            SEARCH(m1)                | function SEARCH is not supported
            ANOMALY_DETECTION_BAND(m1, 2) | function ANOMALY_DETECTION_BAND is not supported
            ABS(m1, m2)               | takes 1 arguments, not 2
            ABS(3)                    | is of one time series
            loop                      | depends on itself
            ) + m1                    | stands where a metric
            """)
    void aMistakeIsNamed(String expression, String message) {
        assertThatThrownBy(() -> of(expression))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whatIsTooDeepIsRefused() {
        assertThatThrownBy(() -> of("(".repeat(1000) + "m1" + ")".repeat(1000)))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining("50 deep");
    }

    private static TimeSeries of(String expression) throws ExpressionException {
        MetricQuery asked = expression("asked", expression);
        List<MetricQuery> queries =
                List.of(metric("m1"), metric("m2"), expression("e1", "m1 * 2"), expression("loop", "loop + 1"), asked);
        Evaluation evaluation = new Evaluation(queries, EvaluationTest::read, START, START.plusSeconds(240));
        return evaluation.of(asked);
    }

    private static MetricQuery metric(String id) {
        var stat = new MetricQuery.Stat(new Metric("N", id, Map.of()), 60, Statistic.SUM, Optional.empty());
        return new MetricQuery(id, Optional.of(stat), Optional.empty(), Optional.empty(), false);
    }

    private static MetricQuery expression(String id, String expression) {
        return new MetricQuery(id, Optional.empty(), Optional.of(expression), Optional.empty(), true);
    }

    private static TimeSeries read(MetricQuery.Stat stat) {
        SortedMap<Instant, Double> values = new TreeMap<>();
        if (stat.metric().name().equals("m1")) {
            values.put(START, 1.0);
            values.put(START.plusSeconds(60), 2.0);
            values.put(START.plusSeconds(180), 4.0);
        } else {
            values.put(START, 10.0);
            values.put(START.plusSeconds(60), 0.0);
            values.put(START.plusSeconds(120), 30.0);
        }
        return new TimeSeries(60, values);
    }

    private static String shown(SortedMap<Instant, Double> values) {
        return List.of(0, 60, 120, 180).stream()
                .map(offset -> values.get(START.plusSeconds(offset)))
                .map(value -> value == null ? "-" : value.toString())
                .collect(Collectors.joining(" "));
    }
}
