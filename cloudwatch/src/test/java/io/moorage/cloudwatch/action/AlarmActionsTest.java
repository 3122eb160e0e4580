package io.moorage.cloudwatch.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Action;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DeleteAlarmsInput;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsForMetricInput;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsInput;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsOutput;
import io.moorage.awsmodels.cloudwatch.ListTagsForResourceInput;
import io.moorage.awsmodels.cloudwatch.MetricAlarm;
import io.moorage.awsmodels.cloudwatch.PutMetricAlarmInput;
import io.moorage.awsmodels.cloudwatch.SetAlarmStateInput;
import io.moorage.awsmodels.cloudwatch.Tag;
import io.moorage.awsmodels.cloudwatch.TagResourceInput;
import io.moorage.awsmodels.cloudwatch.UntagResourceInput;
import io.moorage.cloudwatch.CloudWatchWorld;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Alarms put, shown and deleted (CloudWatch API reference). */
class AlarmActionsTest {
    private static final String ARN = "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a";
    private final CloudWatchWorld world = new CloudWatchWorld();

    @Test
    void anAlarmIsShownAsItWasPut() {
        world.putAlarm(CloudWatchWorld.alarm("a")
                .alarmDescription("too much")
                .datapointsToAlarm(1)
                .treatMissingData("ignore")
                .unit("Count")
                .okActions(List.of(CloudWatchWorld.TOPIC)));
        MetricAlarm alarm = world.described("a");
        assertThat(alarm.alarmArn()).isEqualTo(ARN);
        assertThat(alarm.alarmDescription()).isEqualTo("too much");
        assertThat(alarm.threshold()).isEqualTo(5);
        assertThat(alarm.datapointsToAlarm()).isEqualTo(1);
        assertThat(alarm.treatMissingData()).isEqualTo("ignore");
        assertThat(alarm.unit()).isEqualTo("Count");
        assertThat(alarm.okActions()).containsExactly(CloudWatchWorld.TOPIC);
        assertThat(alarm.actionsEnabled()).isTrue();
        assertThat(alarm.dimensions()).containsExactly(CloudWatchWorld.dimension());
        world.putAlarm(CloudWatchWorld.alarm("a").threshold(6.0));
        assertThat(world.described("a").threshold()).isEqualTo(6);
        assertThat(world.described("a").alarmDescription()).isNull();
    }

    @Test
    void alarmsThatCannotBe() {
        String code = "ValidationError";
        String unsupported = "UnsupportedOperation";
        refused(code, "MetricName and Namespace", each -> each.metricName(null));
        refused(code, "Exactly one of Statistic", each -> each.statistic(null));
        refused(code, "must have a Period", each -> each.period(null));
        refused(code, "multiple of 60", each -> each.period(10));
        refused(code, "must have a Threshold", each -> each.threshold(null));
        refused(code, "across more than a day", each -> each.evaluationPeriods(1441));
        refused(code, "across more than seven days", each -> each.period(3600).evaluationPeriods(200));
        refused(code, "less than or equal to EvaluationPeriods", each -> each.datapointsToAlarm(2));
        refused(code, "TreatMissingData must be", each -> each.treatMissingData("never"));
        refused(code, "Invalid arn syntax: topic", each -> each.alarmActions(List.of("topic")));
        refused(
                unsupported,
                "the alarm action arn:aws:automate:us-east-1:ec2:stop",
                each -> each.okActions(List.of("arn:aws:automate:us-east-1:ec2:stop")));
        refused(unsupported, "anomaly detection", each -> each.comparisonOperator("GreaterThanUpperThreshold"));
        refused(unsupported, "anomaly detection", each -> each.thresholdMetricId("ad1"));
        refused(unsupported, "percentiles", each -> each.statistic(null).extendedStatistic("p99"));
        refused(unsupported, "percentiles", each -> each.evaluateLowSampleCountPercentile("ignore"));
        refused(
                "InvalidParameterValue",
                "reserved: aws:x",
                each -> each.tags(List.of(Tag.builder().key("aws:x").value("y").build())));
    }

    @Test
    void alarmsAreFound() {
        world.putAlarm(CloudWatchWorld.alarm("a").alarmActions(List.of(CloudWatchWorld.TOPIC)));
        world.putAlarm(CloudWatchWorld.alarm("b").dimensions(List.of()));
        world.putAlarm(CloudWatchWorld.alarm("bb").period(300));
        assertThat(names(each -> each)).containsExactly("a", "b", "bb");
        assertThat(names(each -> each.alarmNamePrefix("b"))).containsExactly("b", "bb");
        assertThat(names(each -> each.stateValue("OK"))).isEmpty();
        assertThat(names(each -> each.actionPrefix("arn:aws:sns"))).containsExactly("a");
        assertThat(names(each -> each.alarmTypes(List.of("CompositeAlarm")))).isEmpty();
        DescribeAlarmsOutput first = describe(each -> each.maxRecords(2));
        assertThat(first.metricAlarms()).hasSize(2);
        assertThat(names(each -> each.nextToken(first.nextToken()))).containsExactly("bb");
        world.refused("InvalidNextToken", 400, "NextToken", () -> describe(each -> each.nextToken("x")));
        world.refused("UnsupportedOperation", 400, "composite", () -> describe(each -> each.childrenOfAlarmName("a")));
        assertThat(world.call(
                                CloudwatchOperations.DESCRIBE_ALARMS_FOR_METRIC,
                                DescribeAlarmsForMetricInput.builder()
                                        .namespace("App")
                                        .metricName("Load")
                                        .dimensions(List.of(CloudWatchWorld.dimension()))
                                        .period(60)
                                        .build())
                        .metricAlarms())
                .extracting(MetricAlarm::alarmName)
                .containsExactly("a");
    }

    @Test
    void allAlarmsAreDeletedOrNone() {
        world.putAlarm(CloudWatchWorld.alarm("a"));
        world.refused("ResourceNotFound", 404, "'x' does not exist", () -> delete("a", "x"));
        delete("a", "a");
        assertThat(names(each -> each)).isEmpty();
    }

    @Test
    void aStateOfNoAlarm() {
        world.putAlarm(CloudWatchWorld.alarm("a"));
        world.refused("ResourceNotFound", 404, "'x'", () -> setState("x", null));
        world.refused("InvalidFormat", 400, "must be JSON", () -> setState("a", "{"));
        setState("a", "{}");
        assertThat(world.described("a").stateReasonData()).isEqualTo("{}");
    }

    @Test
    void tags() {
        world.putAlarm(CloudWatchWorld.alarm("a")
                .tags(List.of(Tag.builder().key("k").value("v").build())));
        world.call(
                CloudwatchOperations.TAG_RESOURCE,
                TagResourceInput.builder()
                        .resourceARN(ARN)
                        .tags(List.of(Tag.builder().key("l").value("w").build()))
                        .build());
        world.call(
                CloudwatchOperations.UNTAG_RESOURCE,
                UntagResourceInput.builder()
                        .resourceARN(ARN)
                        .tagKeys(List.of("k"))
                        .build());
        assertThat(tags(ARN)).containsExactly(Tag.builder().key("l").value("w").build());
        world.refused("ResourceNotFoundException", 404, "no resource", () -> tags(ARN + "x"));
    }

    /** Service Authorization Reference, "Actions, resources, and condition keys for Amazon CloudWatch". */
    @Test
    @SuppressWarnings("unchecked")
    void permissionsAreByAlarm() {
        var action = (Action<PutMetricAlarmInput, ?>) world.action(CloudwatchOperations.PUT_METRIC_ALARM);
        var input = CloudWatchWorld.alarm("a")
                .alarmActions(List.of(CloudWatchWorld.TOPIC))
                .tags(List.of(Tag.builder().key("k").value("v").build()))
                .build();
        assertThat(action.resources(input, world.context())).containsExactly(ARN);
        assertThat(action.conditions(input, world.context()))
                .isEqualTo(Map.of(
                        "cloudwatch:AlarmActions", List.of(CloudWatchWorld.TOPIC),
                        "aws:RequestTag/k", List.of("v"),
                        "aws:TagKeys", List.of("k")));
        var describe = (Action<DescribeAlarmsInput, ?>) world.action(CloudwatchOperations.DESCRIBE_ALARMS);
        assertThat(describe.resources(DescribeAlarmsInput.builder().build(), world.context()))
                .containsExactly("arn:aws:cloudwatch:us-east-1:123456789012:alarm:*");
    }

    private void refused(String code, String message, UnaryOperator<PutMetricAlarmInput.Builder> change) {
        world.refused(code, 400, message, () -> world.putAlarm(change.apply(CloudWatchWorld.alarm("a"))));
    }

    private DescribeAlarmsOutput describe(UnaryOperator<DescribeAlarmsInput.Builder> change) {
        return world.call(
                CloudwatchOperations.DESCRIBE_ALARMS,
                change.apply(DescribeAlarmsInput.builder()).build());
    }

    private List<String> names(UnaryOperator<DescribeAlarmsInput.Builder> change) {
        return describe(change).metricAlarms().stream()
                .map(MetricAlarm::alarmName)
                .toList();
    }

    private void delete(String... names) {
        world.call(
                CloudwatchOperations.DELETE_ALARMS,
                DeleteAlarmsInput.builder().alarmNames(List.of(names)).build());
    }

    private void setState(String name, @Nullable String data) {
        world.call(
                CloudwatchOperations.SET_ALARM_STATE,
                SetAlarmStateInput.builder()
                        .alarmName(name)
                        .stateValue("OK")
                        .stateReason("because")
                        .stateReasonData(data)
                        .build());
    }

    private List<Tag> tags(String arn) {
        return world.call(
                        CloudwatchOperations.LIST_TAGS_FOR_RESOURCE,
                        ListTagsForResourceInput.builder().resourceARN(arn).build())
                .tags();
    }
}
