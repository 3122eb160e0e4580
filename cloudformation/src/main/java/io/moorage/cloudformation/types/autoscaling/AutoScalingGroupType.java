package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.autoscaling.AutoScalingGroup;
import io.moorage.awsmodels.autoscaling.AutoScalingGroupNamesType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.DeleteAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.UpdateAutoScalingGroupType;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
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
import org.jspecify.annotations.Nullable;

/**
 * {@code AWS::AutoScaling::AutoScalingGroup}. It is complete when it exists, or with a CreationPolicy when its instances have
 * signalled. A rolling update ({@code AutoScalingRollingUpdate}) is refused when a change would need one.
 */
public final class AutoScalingGroupType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final String NAME = "AutoScalingGroupName";
    private static final String ZONES = "VPCZoneIdentifier";

    /** What instances are made of: with a change of these a rolling update begins (guide, "UpdatePolicy attribute"). */
    private static final List<String> MADE_OF = List.of("LaunchConfigurationName", "LaunchTemplate", ZONES);

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
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The name makes it one group, and the stack's tags say whose it is. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        Optional<AutoScalingGroup> present = wanted.again() ? find(name, aws) : Optional.empty();
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
                        .vpcZoneIdentifier(subnets(wanted))
                        .tags(GroupTags.list(name, wanted.allTags(), wanted))
                        .build());
        return name;
    }

    private static @Nullable String subnets(Wanted wanted) {
        List<String> subnets = wanted.texts(ZONES);
        return subnets.isEmpty() ? null : String.join(",", subnets);
    }

    private static boolean isOwn(AutoScalingGroup group, Wanted wanted) {
        return wanted.ownership().entrySet().stream().allMatch(own -> group.tags().stream()
                .anyMatch(
                        tag -> own.getKey().equals(tag.key()) && own.getValue().equals(tag.value())));
    }

    private static Optional<AutoScalingGroup> find(String name, Aws aws) {
        return aws
                .call(
                        AutoscalingOperations.DESCRIBE_AUTO_SCALING_GROUPS,
                        AutoScalingGroupNamesType.builder()
                                .autoScalingGroupNames(List.of(name))
                                .build())
                .autoScalingGroups()
                .stream()
                .findFirst();
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        boolean rolls = after.policies().update().has("AutoScalingRollingUpdate")
                && MADE_OF.stream().anyMatch(each -> !before.properties()
                        .path(each)
                        .equals(after.properties().path(each)));
        if (rolls) {
            throw new InvalidPropertyException(
                    "AutoScalingRollingUpdate is not supported: take the UpdatePolicy out, update, and"
                            + " terminate the old instances; the group replaces them");
        }
        for (String fixed : List.of("LoadBalancerNames", "LifecycleHookSpecificationList")) {
            if (!before.properties().path(fixed).equals(after.properties().path(fixed))) {
                throw new InvalidPropertyException("A change of " + fixed + " is not supported");
            }
        }
        GroupTags.update(name, before, after, aws);
        JsonNode changed = Shapes.without(
                after.properties(),
                NAME,
                "Tags",
                "Cooldown",
                ZONES,
                "LoadBalancerNames",
                "LifecycleHookSpecificationList");
        if (!Shapes.without(before.properties(), "Tags").equals(Shapes.without(after.properties(), "Tags"))) {
            aws.call(
                    AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP,
                    Shapes.read(UpdateAutoScalingGroupType.SHAPE, changed, "").toBuilder()
                            .autoScalingGroupName(name)
                            .defaultCooldown(after.number("Cooldown").orElse(null))
                            .vpcZoneIdentifier(subnets(after))
                            .build());
        }
        return Progress.DONE;
    }

    /** It is gone when its instances are. */
    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        Optional<AutoScalingGroup> group = find(name, aws);
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
                Values.text(find(name, aws)
                        .map(AutoScalingGroup::autoScalingGroupARN)
                        .orElse("")));
    }
}
