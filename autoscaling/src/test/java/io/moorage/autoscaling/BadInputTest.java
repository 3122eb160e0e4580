package io.moorage.autoscaling;

import io.moorage.awsmodels.autoscaling.AttachInstancesQuery;
import io.moorage.awsmodels.autoscaling.AutoScalingGroupNamesType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CompleteLifecycleActionType;
import io.moorage.awsmodels.autoscaling.CreateAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.CreateLaunchConfigurationType;
import io.moorage.awsmodels.autoscaling.DeleteAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.DescribeTagsType;
import io.moorage.awsmodels.autoscaling.DetachLoadBalancersType;
import io.moorage.awsmodels.autoscaling.ExitStandbyQuery;
import io.moorage.awsmodels.autoscaling.Filter;
import io.moorage.awsmodels.autoscaling.LaunchConfigurationNameType;
import io.moorage.awsmodels.autoscaling.LifecycleHookSpecification;
import io.moorage.awsmodels.autoscaling.MixedInstancesPolicy;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import io.moorage.awsmodels.autoscaling.SetDesiredCapacityType;
import io.moorage.awsmodels.autoscaling.SetInstanceHealthQuery;
import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.awsmodels.autoscaling.TerminateInstanceInAutoScalingGroupType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What Auto Scaling refuses, with its codes (API reference, "Common errors" and each action's). Nothing half-made remains. */
class BadInputTest {
    private static final String INVALID = "ValidationError";
    private static final String UNSUPPORTED = "UnsupportedOperation";

    private final AutoScalingWorld world = new AutoScalingWorld(1);

    BadInputTest() {
        world.launchConfiguration("lc");
        world.create(world.group("web", 1, 3, 1));
        world.settle();
    }

    @Test
    void groupsThatCannotBe() {
        group(INVALID, "Max bound, 1, must be greater than or equal to min bound, 2", each -> each.minSize(2)
                .maxSize(1));
        group(
                INVALID,
                "Desired capacity:9 must be between the specified min size:1 and max size:3",
                each -> each.desiredCapacity(9));
        group(INVALID, "either LaunchTemplate, LaunchConfigurationName", each -> each.launchConfigurationName(null));
        group(INVALID, "Launch configuration nope does not exist", each -> each.launchConfigurationName("nope"));
        group(INVALID, "At least one Availability Zone or VPC Subnet", each -> each.vpcZoneIdentifier(null));
        group(INVALID, "The subnet ID 'subnet-1' does not exist", each -> each.vpcZoneIdentifier("subnet-1"));
        group(INVALID, "us-east-1z does not exist", each -> each.availabilityZones(List.of("us-east-1z")));
        group(INVALID, "do not match", each -> each.availabilityZones(List.of("us-east-1c")));
        group(INVALID, "Unknown health check type: PING", each -> each.healthCheckType("PING"));
        group(INVALID, "TerminationPolicy Whim is not valid", each -> each.terminationPolicies(List.of("Whim")));
        group(INVALID, "must be 0 or more seconds", each -> each.defaultCooldown(-1));
        group(INVALID, "must be -1 or more", each -> each.defaultInstanceWarmup(-2));
        group(INVALID, "must not contain a colon", each -> each.autoScalingGroupName("a:b"));
        group(
                INVALID,
                "Tag keys must not start with 'aws:'",
                each -> each.tags(List.of(Tag.builder().key("aws:x").value("y").build())));
        group(
                INVALID,
                "must be auto-scaling-group",
                each -> each.tags(
                        List.of(Tag.builder().key("x").resourceType("instance").build())));
        group(
                INVALID,
                "Heartbeat timeout",
                each -> each.lifecycleHookSpecificationList(List.of(LifecycleHookSpecification.builder()
                        .lifecycleHookName("h")
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING")
                        .heartbeatTimeout(5)
                        .build())));
        group("AlreadyExists", "A group with the name web already exists", each -> each.autoScalingGroupName("web"));
        group(
                UNSUPPORTED,
                "mixed instances policy",
                each -> each.mixedInstancesPolicy(MixedInstancesPolicy.builder().build()));
        group(UNSUPPORTED, "from an instance", each -> each.instanceId("i-12345678"));
        group(UNSUPPORTED, "A target group", each -> each.targetGroupARNs(List.of("arn:aws:elasticloadbalancing:x")));
        group(UNSUPPORTED, "maximum instance lifetime", each -> each.maxInstanceLifetime(86_400));
        group(UNSUPPORTED, "desired capacity in vcpu", each -> each.desiredCapacityType("vcpu"));
        group(UNSUPPORTED, "placement group", each -> each.placementGroup("pg"));
    }

    private void group(String code, String message, UnaryOperator<CreateAutoScalingGroupType.Builder> change) {
        var request = change.apply(world.group("other", 1, 3, 1)).build();
        world.refused(code, message, () -> world.call(AutoscalingOperations.CREATE_AUTO_SCALING_GROUP, request));
    }

    @Test
    void launchConfigurationsThatCannotBe() {
        configuration("AlreadyExists", "with the name lc", each -> each.launchConfigurationName("lc"));
        configuration(INVALID, "both the ImageId and InstanceType", each -> each.imageId(null));
        configuration(INVALID, "both the ImageId and InstanceType", each -> each.instanceType(null));
        configuration(INVALID, "Invalid value 'z9.huge'", each -> each.instanceType("z9.huge"));
        configuration(INVALID, "The key pair 'k' does not exist", each -> each.keyName("k"));
        configuration(INVALID, "Invalid IamInstanceProfile: p", each -> each.iamInstanceProfile("p"));
        configuration(
                INVALID,
                "The security group 'sg-12345678' does not exist",
                each -> each.securityGroups(List.of("sg-12345678")));
        configuration(UNSUPPORTED, "spot price", each -> each.spotPrice("0.1"));
        configuration(UNSUPPORTED, "Dedicated tenancy", each -> each.placementTenancy("dedicated"));
        configuration(UNSUPPORTED, "EC2-Classic", each -> each.classicLinkVPCId("vpc-1"));
        configuration(UNSUPPORTED, "InstanceId", each -> each.instanceId("i-12345678"));
        world.refused(
                "ResourceInUse",
                "attached to AutoScalingGroup web",
                () -> world.call(
                        AutoscalingOperations.DELETE_LAUNCH_CONFIGURATION, new LaunchConfigurationNameType("lc")));
        world.refused(
                INVALID,
                "Launch configuration nope not found",
                () -> world.call(
                        AutoscalingOperations.DELETE_LAUNCH_CONFIGURATION, new LaunchConfigurationNameType("nope")));
    }

    private void configuration(
            String code, String message, UnaryOperator<CreateLaunchConfigurationType.Builder> change) {
        var request = change.apply(CreateLaunchConfigurationType.builder()
                        .launchConfigurationName("other")
                        .imageId(world.image())
                        .instanceType("t3.micro"))
                .build();
        world.refused(code, message, () -> world.call(AutoscalingOperations.CREATE_LAUNCH_CONFIGURATION, request));
    }

    @Test
    void changesThatCannotBe() {
        String id = world.members("web").getFirst().instanceId().orElseThrow();
        world.refused(INVALID, "AutoScalingGroup 'nope' not found", () -> desired("nope", 1));
        world.refused(INVALID, "4 is above max value 3", () -> desired("web", 4));
        world.refused(INVALID, "0 is below min value 1", () -> desired("web", 0));
        world.refused(
                "ResourceInUse",
                "while there are instances",
                () -> world.call(
                        AutoscalingOperations.DELETE_AUTO_SCALING_GROUP,
                        DeleteAutoScalingGroupType.builder()
                                .autoScalingGroupName("web")
                                .build()));
        world.refused(
                INVALID,
                "desiredSize equals minSize (1)",
                () -> world.call(
                        AutoscalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP,
                        TerminateInstanceInAutoScalingGroupType.builder()
                                .instanceId(id)
                                .shouldDecrementDesiredCapacity(true)
                                .build()));
        world.refused(
                INVALID,
                "No managed instance found for instance ID: i-1",
                () -> world.call(
                        AutoscalingOperations.SET_INSTANCE_HEALTH,
                        SetInstanceHealthQuery.builder()
                                .instanceId("i-1")
                                .healthStatus("Unhealthy")
                                .build()));
        world.refused(
                INVALID,
                "Valid instance health states",
                () -> world.call(
                        AutoscalingOperations.SET_INSTANCE_HEALTH,
                        SetInstanceHealthQuery.builder()
                                .instanceId(id)
                                .healthStatus("Poorly")
                                .build()));
        world.refused(
                INVALID,
                "is not in Standby",
                () -> world.call(
                        AutoscalingOperations.EXIT_STANDBY,
                        ExitStandbyQuery.builder()
                                .autoScalingGroupName("web")
                                .instanceIds(List.of(id))
                                .build()));
        world.refused(
                INVALID,
                "already part of AutoScalingGroup:web",
                () -> world.call(
                        AutoscalingOperations.ATTACH_INSTANCES,
                        AttachInstancesQuery.builder()
                                .autoScalingGroupName("web")
                                .instanceIds(List.of(id))
                                .build()));
        world.refused(
                INVALID,
                "i-2. The instance does not exist",
                () -> world.call(
                        AutoscalingOperations.ATTACH_INSTANCES,
                        AttachInstancesQuery.builder()
                                .autoScalingGroupName("web")
                                .instanceIds(List.of("i-2"))
                                .build()));
        world.refused(
                INVALID,
                "Process Naps is not valid",
                () -> world.call(
                        AutoscalingOperations.SUSPEND_PROCESSES,
                        ScalingProcessQuery.builder()
                                .autoScalingGroupName("web")
                                .scalingProcesses(List.of("Naps"))
                                .build()));
        world.refused(
                INVALID,
                "not part of the group: [lb]",
                () -> world.call(
                        AutoscalingOperations.DETACH_LOAD_BALANCERS,
                        DetachLoadBalancersType.builder()
                                .autoScalingGroupName("web")
                                .loadBalancerNames(List.of("lb"))
                                .build()));
        world.refused(
                INVALID,
                "Filter type color is not correct",
                () -> world.call(
                        AutoscalingOperations.DESCRIBE_TAGS,
                        DescribeTagsType.builder()
                                .filters(List.of(Filter.builder()
                                        .name("color")
                                        .values(List.of("red"))
                                        .build()))
                                .build()));
        world.refused(
                "InvalidNextToken",
                "NextToken",
                () -> world.call(
                        AutoscalingOperations.DESCRIBE_AUTO_SCALING_GROUPS,
                        AutoScalingGroupNamesType.builder().nextToken("nope").build()));
    }

    private void desired(String group, int capacity) {
        world.call(
                AutoscalingOperations.SET_DESIRED_CAPACITY,
                SetDesiredCapacityType.builder()
                        .autoScalingGroupName(group)
                        .desiredCapacity(capacity)
                        .build());
    }

    @Test
    void hooksThatCannotBe() {
        hook(INVALID, "LifecycleTransition must be one of", each -> each.lifecycleTransition("later"));
        hook(INVALID, "Heartbeat timeout must be between", each -> each.heartbeatTimeout(29));
        hook(INVALID, "must be CONTINUE or ABANDON", each -> each.defaultResult("MAYBE"));
        hook(INVALID, "'nope' not found", each -> each.autoScalingGroupName("nope"));
        hook(UNSUPPORTED, "notification target", each -> each.notificationTargetARN("arn:aws:sns:us-east-1:1:t"));
        world.refused(
                INVALID,
                "No active Lifecycle Action found with instance ID i-1",
                () -> world.call(
                        AutoscalingOperations.COMPLETE_LIFECYCLE_ACTION,
                        CompleteLifecycleActionType.builder()
                                .autoScalingGroupName("web")
                                .lifecycleHookName("h")
                                .lifecycleActionResult("CONTINUE")
                                .instanceId("i-1")
                                .build()));
    }

    private void hook(String code, String message, UnaryOperator<PutLifecycleHookType.Builder> change) {
        var request = change.apply(PutLifecycleHookType.builder()
                        .autoScalingGroupName("web")
                        .lifecycleHookName("h")
                        .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING"))
                .build();
        world.refused(code, message, () -> world.call(AutoscalingOperations.PUT_LIFECYCLE_HOOK, request));
    }
}
