package io.moorage.autoscaling.action;

import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.awsmodels.autoscaling.Activity;
import io.moorage.awsmodels.autoscaling.AutoScalingInstanceDetails;
import io.moorage.awsmodels.autoscaling.Instance;
import io.moorage.awsmodels.autoscaling.LaunchTemplateSpecification;
import io.moorage.awsmodels.autoscaling.SuspendedProcess;
import io.moorage.awsmodels.autoscaling.TrafficSourceIdentifier;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LaunchSource;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Groups and their instances as answers show them. */
final class GroupShapes {
    private GroupShapes() {}

    static io.moorage.awsmodels.autoscaling.AutoScalingGroup group(
            ReadView view, AutoScalingConfig config, AutoScalingGroup group) {
        AutoScalingGroup.Settings settings = group.settings();
        return io.moorage.awsmodels.autoscaling.AutoScalingGroup.builder()
                .autoScalingGroupName(group.name())
                .autoScalingGroupARN(group.arn())
                .launchConfigurationName(configuration(settings.launch()))
                .launchTemplate(template(settings.launch()))
                .minSize(settings.min())
                .maxSize(settings.max())
                .desiredCapacity(group.desired())
                .defaultCooldown(settings.cooldownSeconds())
                .availabilityZones(settings.zones())
                .loadBalancerNames(group.loadBalancers())
                .targetGroupARNs(List.of())
                .healthCheckType(settings.healthCheckType())
                .healthCheckGracePeriod(settings.graceSeconds())
                .instances(launched(Groups.members(view, group.name())).stream()
                        .map(GroupShapes::instance)
                        .toList())
                .createdTime(group.created())
                .suspendedProcesses(group.suspended().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> SuspendedProcess.builder()
                                .processName(each.getKey())
                                .suspensionReason(each.getValue())
                                .build())
                        .toList())
                .vpcZoneIdentifier(String.join(",", settings.subnets()))
                .enabledMetrics(List.of())
                .status(group.deleting() ? "Delete in progress" : null)
                .tags(GroupTags.describe(group))
                .terminationPolicies(settings.terminationPolicies())
                .newInstancesProtectedFromScaleIn(settings.protectsNewInstances())
                .serviceLinkedRoleARN(config.roleArn())
                .defaultInstanceWarmup(settings.warmupSeconds().orElse(null))
                .trafficSources(group.loadBalancers().stream()
                        .map(each -> TrafficSourceIdentifier.builder()
                                .identifier(each)
                                .type("elb")
                                .build())
                        .toList())
                .build();
    }

    /** Instances that have an id, in its order. */
    static List<GroupInstance> launched(Collection<GroupInstance> members) {
        return members.stream()
                .filter(each -> each.instanceId().isPresent())
                .sorted(Comparator.comparing(each -> each.instanceId().orElseThrow()))
                .toList();
    }

    private static Instance instance(GroupInstance member) {
        return Instance.builder()
                .instanceId(member.instanceId().orElse(null))
                .instanceType(member.from().instanceType())
                .availabilityZone(member.zone())
                .lifecycleState(member.state().word())
                .healthStatus(health(member, "Healthy", "Unhealthy"))
                .launchConfigurationName(configuration(member.from().source()))
                .launchTemplate(template(member.from().source()))
                .protectedFromScaleIn(member.isProtected())
                .build();
    }

    static AutoScalingInstanceDetails details(GroupInstance member) {
        return AutoScalingInstanceDetails.builder()
                .instanceId(member.instanceId().orElse(null))
                .instanceType(member.from().instanceType())
                .autoScalingGroupName(member.groupName())
                .availabilityZone(member.zone())
                .lifecycleState(member.state().word())
                .healthStatus(health(member, "HEALTHY", "UNHEALTHY"))
                .launchConfigurationName(configuration(member.from().source()))
                .launchTemplate(template(member.from().source()))
                .protectedFromScaleIn(member.isProtected())
                .build();
    }

    private static String health(GroupInstance member, String healthy, String unhealthy) {
        return member.healthy() ? healthy : unhealthy;
    }

    private static @Nullable String configuration(LaunchSource source) {
        return source instanceof LaunchSource.Configuration named ? named.name() : null;
    }

    private static @Nullable LaunchTemplateSpecification template(LaunchSource source) {
        return source instanceof LaunchSource.Template named
                ? LaunchTemplateSpecification.builder()
                        .launchTemplateId(named.id())
                        .launchTemplateName(named.name())
                        .version(named.version())
                        .build()
                : null;
    }

    static Activity activity(ReadView view, ScalingActivity row) {
        boolean present = view.find(AutoScalingTables.GROUPS, row.groupName())
                .filter(group -> group.arn().equals(row.groupArn()))
                .isPresent();
        String subnet =
                row.subnetId().map(each -> "\"Subnet ID\":\"" + each + "\",").orElse("");
        return Activity.builder()
                .activityId(row.id())
                .autoScalingGroupName(row.groupName())
                .autoScalingGroupARN(row.groupArn())
                .autoScalingGroupState(present ? null : "Deleted")
                .description(row.description())
                .cause(row.cause())
                .startTime(row.started())
                .endTime(row.ended().orElse(null))
                .statusCode(row.status().word())
                .statusMessage(row.message().orElse(null))
                .progress(row.progress())
                .details("{" + subnet + "\"Availability Zone\":\"" + row.zone() + "\"}")
                .build();
    }
}
