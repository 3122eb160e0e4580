package io.moorage.cloudwatch.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.cloudwatch.PutMetricAlarmInput;
import io.moorage.cloudwatch.AlarmActions;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.ComparisonOperator;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import io.moorage.model.cloudwatch.MissingData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PutMetricAlarm request, checked as its API page says, as the alarm that it wants. */
final class AlarmRequest {
    private static final int DAY_SECONDS = 86_400;
    private static final int HOUR_SECONDS = 3600;
    private static final int MOST_METRICS = 10;
    private static final String ONLY_QUERY = "m1";

    private final PutMetricAlarmInput input;
    private final AlarmActions actions;

    AlarmRequest(PutMetricAlarmInput input, AlarmActions actions) {
        this.input = input;
        this.actions = actions;
    }

    /** The alarm as it is when there was none of its name. */
    MetricAlarm alarm(RequestContext context) {
        boolean expression = !input.metrics().isEmpty();
        List<MetricQuery> watched = expression ? expressions() : List.of(metric());
        int period = period(watched);
        MetricAlarm.Condition condition = condition(period);
        return new MetricAlarm(
                input.alarmName(),
                Alarms.arn(context, input.alarmName()),
                Optional.ofNullable(input.alarmDescription()),
                watched,
                expression,
                period,
                condition,
                actions(),
                context.now(),
                new MetricAlarm.Status(
                        AlarmState.INSUFFICIENT_DATA,
                        "Unchecked: Initial alarm creation",
                        Optional.empty(),
                        context.now(),
                        context.now()),
                AlarmTags.added(Map.of(), input.tags(), context));
    }

    private MetricQuery metric() {
        if (input.metricName() == null || input.namespace() == null) {
            throw Refusal.validation("An alarm must have MetricName and Namespace, or Metrics.");
        }
        if (input.extendedStatistic() != null) {
            throw Refusal.unsupported("ExtendedStatistic: percentiles are not kept");
        }
        if (input.statistic() == null) {
            throw Refusal.validation("Exactly one of Statistic and ExtendedStatistic must be given.");
        }
        if (input.period() == null) {
            throw Refusal.validation("An alarm on one metric must have a Period.");
        }
        return new MetricQuery(
                ONLY_QUERY,
                Optional.of(new MetricQuery.Stat(
                        MetricShapes.metric(input.namespace(), input.metricName(), input.dimensions(), "Dimensions"),
                        MetricShapes.period(input.period()),
                        MetricShapes.statistic(input.statistic()),
                        Optional.ofNullable(input.unit()))),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private List<MetricQuery> expressions() {
        if (input.metricName() != null
                || input.namespace() != null
                || input.statistic() != null
                || input.period() != null) {
            throw Refusal.validation("With Metrics, an alarm has no MetricName, Namespace, Statistic or Period.");
        }
        List<MetricQuery> queries = MetricShapes.queries(input.metrics());
        if (queries.size() > MOST_METRICS) {
            throw Refusal.validation("An alarm has at most " + MOST_METRICS + " metric queries.");
        }
        if (queries.stream().filter(MetricQuery::returned).count() != 1) {
            throw Refusal.validation("Exactly one of Metrics must have ReturnData true.");
        }
        AlarmExpressions.check(queries);
        return queries;
    }

    private int period(List<MetricQuery> watched) {
        List<Integer> periods = watched.stream()
                .flatMap(query -> query.stat().stream())
                .map(MetricQuery.Stat::periodSeconds)
                .distinct()
                .toList();
        if (periods.size() != 1) {
            throw Refusal.validation("The metrics of an alarm must be there, and have one and the same period.");
        }
        return periods.getFirst();
    }

    private MetricAlarm.Condition condition(int period) {
        if (input.thresholdMetricId() != null) {
            throw Refusal.unsupported("anomaly detection (ThresholdMetricId)");
        }
        ComparisonOperator operator = ComparisonOperator.of(input.comparisonOperator())
                .orElseThrow(() -> Refusal.unsupported("anomaly detection (" + input.comparisonOperator() + ")"));
        if (input.threshold() == null) {
            throw Refusal.validation("An alarm must have a Threshold.");
        }
        int periods = input.evaluationPeriods();
        long most = period < HOUR_SECONDS ? DAY_SECONDS : 7L * DAY_SECONDS;
        if ((long) period * periods > most) {
            throw Refusal.validation("Metrics cannot be checked across more than "
                    + (most == DAY_SECONDS ? "a day" : "seven days") + " (EvaluationPeriods * Period must be <= " + most
                    + ").");
        }
        if (input.datapointsToAlarm() != null && input.datapointsToAlarm() > periods) {
            throw Refusal.validation("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
        }
        if (input.evaluateLowSampleCountPercentile() != null) {
            throw Refusal.unsupported("EvaluateLowSampleCountPercentile: percentiles are not kept");
        }
        return new MetricAlarm.Condition(
                operator,
                input.threshold(),
                periods,
                Optional.ofNullable(input.datapointsToAlarm()),
                missing(input.treatMissingData()));
    }

    private static Optional<MissingData> missing(@Nullable String given) {
        if (given == null) {
            return Optional.empty();
        }
        return Optional.of(MissingData.of(given)
                .orElseThrow(() -> Refusal.validation("TreatMissingData must be breaching, notBreaching, ignore or"
                        + " missing, not " + given + ".")));
    }

    private MetricAlarm.Actions actions() {
        return new MetricAlarm.Actions(
                !Boolean.FALSE.equals(input.actionsEnabled()),
                supported(input.okActions()),
                supported(input.alarmActions()),
                supported(input.insufficientDataActions()));
    }

    private List<String> supported(List<String> arns) {
        for (String arn : arns) {
            if (!arn.matches("arn:[^:]*:[^:]+:[^:]*:[^:]*:.+")) {
                throw Refusal.validation("Invalid arn syntax: " + arn);
            }
            if (!actions.supports(arn)) {
                throw Refusal.unsupported("the alarm action " + arn);
            }
        }
        return arns;
    }
}
