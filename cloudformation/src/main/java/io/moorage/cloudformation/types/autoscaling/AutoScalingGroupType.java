package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.autoscaling.AutoScalingGroup;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.DeleteAutoScalingGroupType;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code AWS::AutoScaling::AutoScalingGroup}. It is complete when it exists, or with a CreationPolicy when its instances have
 * signalled. With {@code AutoScalingRollingUpdate} an update is complete when no instance of another launch configuration,
 * launch template or subnet is left.
 */
public final class AutoScalingGroupType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final String NAME = Groups.NAME;
    private static final String ZONES = Groups.ZONES;

    private static final Schema SCHEMA = Schema.of(
                    "AWS::AutoScaling::AutoScalingGroup", CreateAutoScalingGroupType.SHAPE)
            .replaced(NAME, "InstanceId")
            .inPlace(
                    "LaunchConfigurationName",
                    "LaunchTemplate",
                    "MinSize",
                    "MaxSize",
                    "DesiredCapacity",
                    "AvailabilityZones",
                    "LoadBalancerNames",
                    "HealthCheckType",
                    "HealthCheckGracePeriod",
                    "TerminationPolicies",
                    "NewInstancesProtectedFromScaleIn",
                    "DefaultInstanceWarmup",
                    "MaxInstanceLifetime",
                    "PlacementGroup",
                    "LifecycleHookSpecificationList")
            .property("Cooldown", Type.IntegerType.ANY, Update.IN_PLACE)
            .property(ZONES, null, Update.IN_PLACE)
            .required("MinSize", "MaxSize")
            .named(NAME)
            .tags("Tags")
            .attributes("AutoScalingGroupARN")
            .updatePolicies(RollingPolicy.NAME, "AutoScalingReplacingUpdate", "AutoScalingScheduledAction")
            .replacedByPolicy("LaunchConfigurationName", "LaunchTemplate", ZONES)
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The name makes it one group, and the stack's tags say whose it is. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        Optional<AutoScalingGroup> present = wanted.again() ? Groups.find(name, aws) : Optional.empty();
        if (present.isPresent()) {
            if (!isOwn(present.get(), wanted)) {
                throw new AwsException("AlreadyExists", 400, name + " already exists");
            }
            return name;
        }
        aws.call(
                AutoscalingOperations.CREATE_AUTO_SCALING_GROUP,
                wanted.read(CreateAutoScalingGroupType.SHAPE, NAME, "Tags", "Cooldown", ZONES).toBuilder()
                        .autoScalingGroupName(name)
                        .defaultCooldown(wanted.number("Cooldown").orElse(null))
                        .vpcZoneIdentifier(Groups.subnets(wanted))
                        .tags(GroupTags.list(name, wanted.allTags(), wanted))
                        .build());
        return name;
    }

    private static boolean isOwn(AutoScalingGroup group, Wanted wanted) {
        return wanted.ownership().entrySet().stream().allMatch(own -> group.tags().stream()
                .anyMatch(
                        tag -> own.getKey().equals(tag.key()) && own.getValue().equals(tag.value())));
    }

    @Override
    public void checkUpdatePolicy(JsonNode policy) {
        RollingPolicy.of(policy.path(RollingPolicy.NAME));
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        if (after.policies().update().has(RollingPolicy.NAME)) {
            return new GroupRoll(name, before, after, aws).step();
        }
        new GroupChanges(name, before, after, aws).apply();
        return Progress.DONE;
    }

    /** It is gone when its instances are. */
    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        Optional<AutoScalingGroup> group = Groups.find(name, aws);
        if (group.isEmpty()) {
            return Progress.DONE;
        }
        if (group.get().status() == null) {
            aws.call(
                    AutoscalingOperations.DELETE_AUTO_SCALING_GROUP,
                    DeleteAutoScalingGroupType.builder()
                            .autoScalingGroupName(name)
                            .forceDelete(true)
                            .build());
        }
        return new Progress.Waiting("the group " + name + " to terminate its instances");
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        return Map.of(
                "AutoScalingGroupARN",
                Values.text(Groups.find(name, aws)
                        .map(AutoScalingGroup::autoScalingGroupARN)
                        .orElse("")));
    }

    @Override
    public Actual current(String name, Wanted wanted, Aws aws) {
        return Groups.find(name, aws)
                .map(found -> Actual.properties()
                        .all(Shapes.json(AutoScalingGroup.SHAPE, found), SCHEMA)
                        .without("AvailabilityZones")
                        .without("Tags")
                        .text("Cooldown", found.defaultCooldown())
                        .texts(
                                ZONES,
                                List.of(String.valueOf(found.vpcZoneIdentifier())
                                        .split(",")))
                        .build())
                .orElse(Actual.GONE);
    }
}
