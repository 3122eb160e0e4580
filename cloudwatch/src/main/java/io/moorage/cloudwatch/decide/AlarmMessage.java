package io.moorage.cloudwatch.decide;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.model.cloudwatch.AlarmState;
import io.moorage.model.cloudwatch.MetricAlarm;
import io.moorage.model.cloudwatch.MetricQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What an alarm tells the topics it publishes to (CloudWatch user guide, "Notifying users on alarm changes"). */
public final class AlarmMessage {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_SUBJECT = 100;

    private AlarmMessage() {}

    public static String subject(MetricAlarm alarm) {
        String subject = alarm.status().state() + ": \"" + alarm.name() + "\" in " + region(alarm);
        return subject.length() < LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT - 1);
    }

    /** {@code arn:aws:cloudwatch:REGION:ACCOUNT:alarm:NAME}. */
    private static String region(MetricAlarm alarm) {
        return alarm.arn().split(":", 6)[3];
    }

    public static String json(MetricAlarm alarm, AlarmState before) {
        ObjectNode message = JSON.createObjectNode();
        message.put("AlarmName", alarm.name());
        message.put("AlarmDescription", alarm.description().orElse(null));
        message.put("AWSAccountId", alarm.arn().split(":", 6)[4]);
        message.put("AlarmConfigurationUpdatedTimestamp", ISO.format(alarm.configured()));
        message.put("NewStateValue", alarm.status().state().name());
        message.put("NewStateReason", alarm.status().reason());
        message.put("StateChangeTime", time(alarm.status().transitioned()));
        message.put("Region", region(alarm));
        message.put("AlarmArn", alarm.arn());
        message.put("OldStateValue", before.name());
        actions(message, "OKActions", alarm.actions().ok());
        actions(message, "AlarmActions", alarm.actions().alarm());
        actions(message, "InsufficientDataActions", alarm.actions().insufficientData());
        trigger(message.putObject("Trigger"), alarm);
        return message.toString();
    }

    private static String time(Instant time) {
        return ISO.format(time);
    }

    private static void actions(ObjectNode message, String name, List<String> arns) {
        ArrayNode list = message.putArray(name);
        arns.forEach(list::add);
    }

    private static void trigger(ObjectNode trigger, MetricAlarm alarm) {
        MetricAlarm.Condition condition = alarm.condition();
        if (alarm.expression()) {
            ArrayNode metrics = trigger.putArray("Metrics");
            alarm.watched().forEach(query -> query(metrics.addObject(), query));
        } else {
            alarm.watched().getFirst().stat().ifPresent(stat -> {
                metric(trigger, stat);
                trigger.put("StatisticType", "Statistic");
                trigger.put("Statistic", stat.statistic().name());
                trigger.put("Unit", stat.unit().orElse(null));
            });
        }
        trigger.put("Period", alarm.periodSeconds());
        trigger.put("EvaluationPeriods", condition.evaluationPeriods());
        condition.datapointsToAlarm().ifPresent(points -> trigger.put("DatapointsToAlarm", points));
        trigger.put("ComparisonOperator", condition.operator().word());
        trigger.put("Threshold", condition.threshold());
        trigger.put(
                "TreatMissingData",
                condition.missingData().map(each -> each.word()).orElse(""));
        trigger.put("EvaluateLowSampleCountPercentile", "");
    }

    private static void metric(ObjectNode into, MetricQuery.Stat stat) {
        into.put("MetricName", stat.metric().name());
        into.put("Namespace", stat.metric().namespace());
        ArrayNode dimensions = into.putArray("Dimensions");
        stat.metric()
                .dimensions()
                .forEach((name, value) ->
                        dimensions.addObject().put("value", value).put("name", name));
    }

    private static void query(ObjectNode into, MetricQuery query) {
        into.put("Id", query.id());
        query.label().ifPresent(label -> into.put("Label", label));
        into.put("ReturnData", query.returned());
        query.expression().ifPresent(expression -> into.put("Expression", expression));
        query.stat().ifPresent(stat -> {
            ObjectNode metricStat = into.putObject("MetricStat");
            metric(metricStat.putObject("Metric"), stat);
            metricStat.put("Period", stat.periodSeconds());
            metricStat.put("Stat", stat.statistic().word());
        });
    }
}
