package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.autoscaling.AttachLoadBalancersType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteLifecycleHookType;
import io.moorage.awsmodels.autoscaling.DescribeLoadBalancersRequest;
import io.moorage.awsmodels.autoscaling.DetachLoadBalancersType;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.awsmodels.autoscaling.UpdateAutoScalingGroupType;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings a group to other properties; its instances stay. Repeating it changes nothing more. */
final class GroupChanges {
    private static final String SCHEDULED = "AutoScalingScheduledAction";
    private static final List<String> SIZES = List.of("MinSize", "MaxSize", "DesiredCapacity");

    private final String name;
    private final Wanted before;
    private final Wanted after;
    private final Aws aws;

    GroupChanges(String name, Wanted before, Wanted after, Aws aws) {
        this.name = name;
        this.before = before;
        this.after = after;
        this.aws = aws;
    }

    void apply() {
        GroupTags.update(name, before, after, aws);
        balancers();
        hooks();
        if (!Shapes.without(before.properties(), "Tags").equals(Shapes.without(after.properties(), "Tags"))) {
            JsonNode others = Shapes.without(
                    after.properties(), Groups.NAME, "Tags", "Cooldown", Groups.ZONES, Groups.BALANCERS, Groups.HOOKS);
            aws.call(
                    AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP,
                    Shapes.read(
                                    UpdateAutoScalingGroupType.SHAPE,
                                    Shapes.without(others, leftAlone().toArray(String[]::new)),
                                    "")
                            .toBuilder()
                            .autoScalingGroupName(name)
                            .defaultCooldown(after.number("Cooldown").orElse(null))
                            .vpcZoneIdentifier(Groups.subnets(after))
                            .build());
        }
    }

    /** Sizes that a scheduled action may have changed, and the template did not (UpdatePolicy, AutoScalingScheduledAction). */
    private List<String> leftAlone() {
        boolean ignores = after.policies()
                .update()
                .path(SCHEDULED)
                .path("IgnoreUnmodifiedGroupSizeProperties")
                .asText()
                .equals("true");
        return SIZES.stream()
                .filter(each -> ignores
                        && before.properties()
                                .path(each)
                                .asText()
                                .equals(after.properties().path(each).asText()))
                .toList();
    }

    /** Whether the update itself says what the group's size is to be. */
    boolean tells(String size) {
        return after.properties().has(size) && !leftAlone().contains(size);
    }

    private void balancers() {
        List<String> old = before.texts(Groups.BALANCERS);
        List<String> now = after.texts(Groups.BALANCERS);
        List<String> gone = without(old, now);
        if (!gone.isEmpty()) {
            gone.retainAll(attached());
        }
        if (!gone.isEmpty()) {
            aws.call(AutoscalingOperations.DETACH_LOAD_BALANCERS, new DetachLoadBalancersType(name, gone));
        }
        List<String> added = without(now, old);
        if (!added.isEmpty()) {
            aws.call(AutoscalingOperations.ATTACH_LOAD_BALANCERS, new AttachLoadBalancersType(name, added));
        }
    }

    /** Those that the group has, which refuses to lose others. */
    private List<String> attached() {
        return aws
                .call(
                        AutoscalingOperations.DESCRIBE_LOAD_BALANCERS,
                        DescribeLoadBalancersRequest.builder()
                                .autoScalingGroupName(name)
                                .build())
                .loadBalancers()
                .stream()
                .map(each -> each.loadBalancerName())
                .toList();
    }

    private static List<String> without(List<String> all, List<String> others) {
        List<String> rest = new ArrayList<>(all);
        rest.removeAll(others);
        return rest;
    }

    private void hooks() {
        if (before.list(Groups.HOOKS).equals(after.list(Groups.HOOKS))) {
            return;
        }
        Set<String> kept =
                after.list(Groups.HOOKS).stream().map(GroupChanges::hookName).collect(Collectors.toSet());
        for (JsonNode each : before.list(Groups.HOOKS)) {
            if (!kept.contains(hookName(each))) {
                aws.call(
                        AutoscalingOperations.DELETE_LIFECYCLE_HOOK, new DeleteLifecycleHookType(hookName(each), name));
            }
        }
        for (JsonNode each : after.list(Groups.HOOKS)) {
            aws.call(
                    AutoscalingOperations.PUT_LIFECYCLE_HOOK,
                    Shapes.read(PutLifecycleHookType.SHAPE, each, Groups.HOOKS).toBuilder()
                            .autoScalingGroupName(name)
                            .build());
        }
    }

    private static String hookName(JsonNode hook) {
        return hook.path("LifecycleHookName").asText();
    }
}
