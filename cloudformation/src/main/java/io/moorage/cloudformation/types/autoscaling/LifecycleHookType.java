package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteLifecycleHookType;
import io.moorage.awsmodels.autoscaling.DescribeLifecycleHooksType;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Ownership;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;

/** {@code AWS::AutoScaling::LifecycleHook}. */
public final class LifecycleHookType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final String NAME = "LifecycleHookName";

    private static final Schema SCHEMA = Schema.of("AWS::AutoScaling::LifecycleHook", PutLifecycleHookType.SHAPE)
            .replaced(Groups.NAME, NAME)
            .inPlace(
                    "LifecycleTransition",
                    "DefaultResult",
                    "HeartbeatTimeout",
                    "NotificationMetadata",
                    "NotificationTargetARN",
                    "RoleARN")
            .required(Groups.NAME, "LifecycleTransition")
            .named(NAME)
            .attributes(NAME)
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** Hooks carry no tags: one of a given name that was there before the first call is somebody else's. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        boolean present = !aws.call(
                        AutoscalingOperations.DESCRIBE_LIFECYCLE_HOOKS,
                        new DescribeLifecycleHooksType(wanted.text(Groups.NAME), List.of(name)))
                .lifecycleHooks()
                .isEmpty();
        if (present && !wanted.again()) {
            throw Ownership.taken(name, wanted);
        }
        put(name, wanted, aws);
        return name;
    }

    private static void put(String name, Wanted wanted, Aws aws) {
        aws.call(
                AutoscalingOperations.PUT_LIFECYCLE_HOOK,
                wanted.read(PutLifecycleHookType.SHAPE, NAME).toBuilder()
                        .lifecycleHookName(name)
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
                AutoscalingOperations.DELETE_LIFECYCLE_HOOK,
                new DeleteLifecycleHookType(name, last.text(Groups.NAME)));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of(NAME, Values.text(name));
    }
}
