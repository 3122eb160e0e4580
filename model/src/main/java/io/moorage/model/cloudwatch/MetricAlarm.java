package io.moorage.model.cloudwatch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An alarm (CloudWatch API reference, MetricAlarm).
 *
 * @param name unique
 * @param watched what its data points are computed from; exactly one of them is returned
 * @param expression true when it was given as queries rather than as one metric
 * @param periodSeconds a multiple of 60
 * @param configured when it was last put
 */
public record MetricAlarm(
        String name,
        String arn,
        Optional<String> description,
        List<MetricQuery> watched,
        boolean expression,
        int periodSeconds,
        Condition condition,
        Actions actions,
        Instant configured,
        Status status,
        Map<String, String> tags) {
    public MetricAlarm {
        watched = List.copyOf(watched);
        tags = Map.copyOf(tags);
    }

    /**
     * When it is in alarm: when {@code datapointsToAlarm} of the last {@code evaluationPeriods} data points breach.
     *
     * @param datapointsToAlarm empty: all of them
     * @param missingData empty: {@link MissingData#MISSING}
     */
    public record Condition(
            ComparisonOperator operator,
            double threshold,
            int evaluationPeriods,
            Optional<Integer> datapointsToAlarm,
            Optional<MissingData> missingData) {
        public int needed() {
            return datapointsToAlarm.orElse(evaluationPeriods);
        }

        public MissingData missing() {
            return missingData.orElse(MissingData.MISSING);
        }

        public boolean breaches(double value) {
            return operator.breaches(value, threshold);
        }
    }

    /** ARNs of what is done when it enters a state. */
    public record Actions(boolean enabled, List<String> ok, List<String> alarm, List<String> insufficientData) {
        public Actions {
            ok = List.copyOf(ok);
            alarm = List.copyOf(alarm);
            insufficientData = List.copyOf(insufficientData);
        }

        /** What is to be done in a state; nothing when they are disabled. */
        public List<String> in(AlarmState state) {
            if (!enabled) {
                return List.of();
            }
            return switch (state) {
                case OK -> ok;
                case ALARM -> alarm;
                case INSUFFICIENT_DATA -> insufficientData;
            };
        }
    }

    /**
     * What it was last found to be.
     *
     * @param reasonData the same as JSON, for programs
     * @param updated when it was found
     * @param transitioned when it last became another state
     */
    public record Status(
            AlarmState state, String reason, Optional<String> reasonData, Instant updated, Instant transitioned) {}

    /** Put anew under the same name: the state stays until it is evaluated (PutMetricAlarm). */
    public MetricAlarm putAgain(MetricAlarm wanted) {
        return new MetricAlarm(
                name,
                arn,
                wanted.description,
                wanted.watched,
                wanted.expression,
                wanted.periodSeconds,
                wanted.condition,
                wanted.actions,
                wanted.configured,
                status,
                tags);
    }

    /** Found to be in {@code state}, whether or not it was before. */
    public MetricAlarm found(AlarmState state, String reason, Optional<String> reasonData, Instant now) {
        Instant transitioned = state == status.state ? status.transitioned : now;
        return with(actions, new Status(state, reason, reasonData, now, transitioned), tags);
    }

    public MetricAlarm withActionsEnabled(boolean enabled) {
        return with(new Actions(enabled, actions.ok, actions.alarm, actions.insufficientData), status, tags);
    }

    public MetricAlarm withTags(Map<String, String> changed) {
        return with(actions, status, changed);
    }

    private MetricAlarm with(Actions newActions, Status newStatus, Map<String, String> newTags) {
        return new MetricAlarm(
                name,
                arn,
                description,
                watched,
                expression,
                periodSeconds,
                condition,
                newActions,
                configured,
                newStatus,
                newTags);
    }
}
