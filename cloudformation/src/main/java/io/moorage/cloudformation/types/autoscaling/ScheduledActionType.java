package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteScheduledActionType;
import io.moorage.awsmodels.autoscaling.PutScheduledUpdateGroupActionType;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;

/** {@code AWS::AutoScaling::ScheduledAction}. */
public final class ScheduledActionType implements ResourceType {
    private static final int LONGEST_NAME = 255;

    private static final Schema SCHEMA = Schema.of(
                    "AWS::AutoScaling::ScheduledAction", PutScheduledUpdateGroupActionType.SHAPE)
            .replaced(Groups.NAME)
            .inPlace("DesiredCapacity", "MinSize", "MaxSize", "StartTime", "EndTime", "Recurrence", "TimeZone")
            .required(Groups.NAME)
            .attributes("ScheduledActionName")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The name is of this incarnation's own, and putting an action again changes nothing. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.generatedName(LONGEST_NAME);
        put(name, wanted, aws);
        return name;
    }

    private static void put(String name, Wanted wanted, Aws aws) {
        aws.call(
                AutoscalingOperations.PUT_SCHEDULED_UPDATE_GROUP_ACTION,
                wanted.read(PutScheduledUpdateGroupActionType.SHAPE).toBuilder()
                        .scheduledActionName(name)
                        .build());
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        put(name, after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        aws.unless(
                Groups.ABSENT,
                AutoscalingOperations.DELETE_SCHEDULED_ACTION,
                new DeleteScheduledActionType(last.text(Groups.NAME), name));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of("ScheduledActionName", Values.text(name));
    }
}
