package io.moorage.cloudformation.types.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.cloudwatch.CloudwatchOperations;
import io.moorage.awsmodels.cloudwatch.DeleteAlarmsInput;
import io.moorage.awsmodels.cloudwatch.DescribeAlarmsInput;
import io.moorage.awsmodels.cloudwatch.ListTagsForResourceInput;
import io.moorage.awsmodels.cloudwatch.MetricAlarm;
import io.moorage.awsmodels.cloudwatch.PutMetricAlarmInput;
import io.moorage.awsmodels.cloudwatch.Tag;
import io.moorage.awsmodels.cloudwatch.TagResourceInput;
import io.moorage.awsmodels.cloudwatch.UntagResourceInput;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Ownership;
import io.moorage.cloudformation.types.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::CloudWatch::Alarm}. */
public final class AlarmType implements ResourceType {
    private static final int LONGEST_NAME = 255;

    private static final Schema SCHEMA = Schema.of("AWS::CloudWatch::Alarm", PutMetricAlarmInput.SHAPE)
            .replaced("AlarmName")
            .inPlace(
                    "AlarmDescription",
                    "ActionsEnabled",
                    "OKActions",
                    "AlarmActions",
                    "InsufficientDataActions",
                    "MetricName",
                    "Namespace",
                    "Statistic",
                    "ExtendedStatistic",
                    "Dimensions",
                    "Period",
                    "Unit",
                    "EvaluationPeriods",
                    "DatapointsToAlarm",
                    "Threshold",
                    "ComparisonOperator",
                    "TreatMissingData",
                    "EvaluateLowSampleCountPercentile",
                    "Metrics",
                    "ThresholdMetricId")
            .required("ComparisonOperator", "EvaluationPeriods")
            .named("AlarmName")
            .tags("Tags")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** An alarm is put whether it is there or not: one of somebody else's is refused here. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        Optional<MetricAlarm> present = find(name, aws);
        if (present.isEmpty()) {
            put(name, wanted, wanted.allTags(), aws);
        } else if (!Ownership.isIn(tags(present.get(), aws), wanted)) {
            throw Ownership.taken(name, wanted);
        }
        return name;
    }

    private static void put(String name, Wanted wanted, Map<String, String> tags, Aws aws) {
        aws.call(
                CloudwatchOperations.PUT_METRIC_ALARM,
                wanted.read(PutMetricAlarmInput.SHAPE, "AlarmName", "Tags").toBuilder()
                        .alarmName(name)
                        .tags(list(tags))
                        .build());
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> new Tag(each.getKey(), each.getValue()))
                .toList();
    }

    private static Optional<MetricAlarm> find(String name, Aws aws) {
        return aws
                .call(
                        CloudwatchOperations.DESCRIBE_ALARMS,
                        DescribeAlarmsInput.builder().alarmNames(List.of(name)).build())
                .metricAlarms()
                .stream()
                .findFirst();
    }

    private static Map<String, String> tags(MetricAlarm alarm, Aws aws) {
        Map<String, String> tags = new LinkedHashMap<>();
        aws.call(
                        CloudwatchOperations.LIST_TAGS_FOR_RESOURCE,
                        new ListTagsForResourceInput(Aws.answered(alarm.alarmArn())))
                .tags()
                .forEach(each -> tags.put(each.key(), each.value()));
        return tags;
    }

    /** An alarm that is put again keeps its tags. */
    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        put(name, after, Map.of(), aws);
        String arn = find(name, aws).map(MetricAlarm::alarmArn).orElse("");
        List<String> gone = Ownership.gone(before, after);
        if (!gone.isEmpty()) {
            aws.call(CloudwatchOperations.UNTAG_RESOURCE, new UntagResourceInput(arn, gone));
        }
        if (!after.tags().isEmpty() && !after.tags().equals(before.tags())) {
            aws.call(CloudwatchOperations.TAG_RESOURCE, new TagResourceInput(arn, list(after.tags())));
        }
        return Progress.DONE;
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        aws.unless(
                Set.of("ResourceNotFound"), CloudwatchOperations.DELETE_ALARMS, new DeleteAlarmsInput(List.of(name)));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of(
                "Arn", Values.text(find(name, aws).map(MetricAlarm::alarmArn).orElse("")));
    }

    @Override
    public Actual current(String name, Wanted wanted, Aws aws) {
        return find(name, aws)
                .map(found -> Actual.properties()
                        .all(Shapes.json(MetricAlarm.SHAPE, found), SCHEMA)
                        .tags("Tags", tags(found, aws))
                        .build())
                .orElse(Actual.GONE);
    }
}
