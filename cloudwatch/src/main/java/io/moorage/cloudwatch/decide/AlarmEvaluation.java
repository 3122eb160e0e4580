package io.moorage.cloudwatch.decide;

import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MissingData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What state an alarm is in, by its data points (CloudWatch user guide, "Evaluating an alarm"). */
public final class AlarmEvaluation {
    /**
     * How many periods more than its evaluation periods an alarm looks back for data points: the guide's examples look at five
     * for three.
     */
    private static final int FURTHER_PERIODS = 2;

    private AlarmEvaluation() {}

    /**
     * Where an alarm takes its data points from: periods that end where the last whole minute does, whatever their length.
     *
     * @param end exclusive
     */
    public record Window(Instant start, Instant end) {}

    public static Window window(MetricAlarm alarm, Instant end) {
        long periods = alarm.condition().evaluationPeriods() + (long) FURTHER_PERIODS;
        return new Window(end.minus(Duration.ofSeconds(alarm.periodSeconds() * periods)), end);
    }

    /**
     * What was found.
     *
     * @param missing how many points were filled in by what the alarm takes missing ones for
     * @param evaluated the real points that counted, by the start of their period
     */
    public record Verdict(AlarmState state, int missing, SortedMap<Instant, Double> evaluated) {}

    /** @param points in the alarm's window, by the start of their period */
    public static Verdict of(MetricAlarm alarm, SortedMap<Instant, Double> points, Instant end) {
        MetricAlarm.Condition condition = alarm.condition();
        int missing = Math.max(0, condition.evaluationPeriods() - points.size());
        SortedMap<Instant, Double> evaluated = newest(points, condition.evaluationPeriods());
        long breaching = evaluated.values().stream().filter(condition::breaches).count();
        return new Verdict(state(alarm, evaluated, breaching, missing, end), missing, evaluated);
    }

    private static AlarmState state(
            MetricAlarm alarm, SortedMap<Instant, Double> evaluated, long breaching, int missing, Instant end) {
        MetricAlarm.Condition condition = alarm.condition();
        MissingData treat = condition.missing();
        if (missing > 0 && treat == MissingData.BREACHING) {
            return breaching + missing >= condition.needed() ? AlarmState.ALARM : AlarmState.OK;
        }
        if (breaching >= condition.needed()) {
            return AlarmState.ALARM;
        }
        if (missing == 0 || treat == MissingData.NOT_BREACHING || breaching < evaluated.size()) {
            return AlarmState.OK;
        }
        // From here on there are too few points, and none of them within the threshold.
        if (treat == MissingData.IGNORE) {
            return alarm.status().state();
        }
        return isOldEnough(alarm, evaluated, end) ? AlarmState.ALARM : AlarmState.INSUFFICIENT_DATA;
    }

    /** That the oldest point is as many periods old as must breach: the ones that are missing since cannot excuse it. */
    private static boolean isOldEnough(MetricAlarm alarm, SortedMap<Instant, Double> evaluated, Instant end) {
        if (evaluated.isEmpty()) {
            return false;
        }
        long age = Duration.between(evaluated.firstKey(), end).toSeconds() / alarm.periodSeconds();
        return age >= alarm.condition().needed();
    }

    private static SortedMap<Instant, Double> newest(SortedMap<Instant, Double> points, int most) {
        if (points.size() <= most) {
            return points;
        }
        List<Map.Entry<Instant, Double>> all = new ArrayList<>(points.entrySet());
        return points.tailMap(all.get(all.size() - most).getKey());
    }
}
