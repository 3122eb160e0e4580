package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateLaunchConfigurationType;
import io.moorage.awsmodels.autoscaling.DeleteAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.DescribeScalingActivitiesType;
import io.moorage.awsmodels.autoscaling.LaunchTemplateSpecification;
import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import io.moorage.awsmodels.autoscaling.SetDesiredCapacityType;
import io.moorage.awsmodels.autoscaling.SetInstanceProtectionQuery;
import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.awsmodels.autoscaling.UpdateAutoScalingGroupType;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.CreateLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifyInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.RequestLaunchTemplateData;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LaunchSource;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.Ec2Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the scenarios do not show: failures, load balancers, tags, protection. */
class GroupLoopTest {
    private final AutoScalingWorld world = new AutoScalingWorld(1);

    GroupLoopTest() {
        world.launchConfiguration("lc");
    }

    /** "If it fails to launch an instance, [it] tries again": of several that fail together none makes the others wait longer. */
    @Test
    void launchesThatFailTogetherAreTriedAgainTogether() {
        world.call(
                AutoscalingOperations.CREATE_LAUNCH_CONFIGURATION,
                CreateLaunchConfigurationType.builder()
                        .launchConfigurationName("bad")
                        .imageId("ami-00000000")
                        .instanceType("t3.micro")
                        .build());
        world.create(world.group("web", 0, 5, 5).launchConfigurationName("bad"));
        world.settle();
        assertThat(world.activities()).hasSize(5);
        world.now = world.now.plusSeconds(1);
        world.settle();
        assertThat(world.activities()).as("tried again").hasSize(10);
    }

    /** "Amazon EC2 Auto Scaling terminates instances that use a launch configuration before instances that use a launch template." */
    @Test
    void instancesOfALaunchConfigurationGoBeforeThoseOfATemplate() {
        world.create(world.group("web", 0, 4, 1).vpcZoneIdentifier(world.subnet("a")));
        world.settle();
        world.ec2(
                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                CreateLaunchTemplateRequest.builder()
                        .launchTemplateName("web-template")
                        .launchTemplateData(RequestLaunchTemplateData.builder()
                                .imageId(world.image())
                                .instanceType("t3.micro")
                                .build())
                        .build());
        world.call(
                AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP,
                UpdateAutoScalingGroupType.builder()
                        .autoScalingGroupName("web")
                        .launchTemplate(LaunchTemplateSpecification.builder()
                                .launchTemplateName("web-template")
                                .build())
                        .desiredCapacity(2)
                        .build());
        world.settle();
        world.call(
                AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP,
                UpdateAutoScalingGroupType.builder()
                        .autoScalingGroupName("web")
                        .desiredCapacity(1)
                        .build());
        world.settle();
        assertThat(world.members("web"))
                .singleElement()
                .satisfies(each -> assertThat(each.from().source()).isInstanceOf(LaunchSource.Template.class));
    }

    /** "If it fails to launch an instance, Amazon EC2 Auto Scaling tries again." ("Troubleshoot") */
    @Test
    void aLaunchThatFailsIsToldAndTriedAgainLater() {
        world.call(
                AutoscalingOperations.CREATE_LAUNCH_CONFIGURATION,
                CreateLaunchConfigurationType.builder()
                        .launchConfigurationName("bad")
                        .imageId("ami-00000000")
                        .instanceType("t3.micro")
                        .build());
        world.create(world.group("web", 0, 1, 1).launchConfigurationName("bad"));
        world.settle();
        ScalingActivity failed = world.activities().getFirst();
        assertThat(failed.status()).isEqualTo(ScalingActivity.Status.FAILED);
        assertThat(failed.message()).hasValueSatisfying(text -> assertThat(text)
                .contains("'ami-00000000' does not exist", "Launching EC2 instance failed."));
        assertThat(world.activities()).hasSize(1);
        world.now = world.now.plusSeconds(1);
        world.settle();
        assertThat(world.activities()).as("tried again").hasSize(2);
        world.now = world.now.plusSeconds(1);
        world.settle();
        assertThat(world.activities()).as("waits longer").hasSize(2);
        world.call(
                AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP,
                UpdateAutoScalingGroupType.builder()
                        .autoScalingGroupName("web")
                        .launchConfigurationName("lc")
                        .build());
        world.now = world.now.plusSeconds(2);
        world.settle();
        assertThat(world.members("web"))
                .singleElement()
                .extracting(GroupInstance::state)
                .isEqualTo(LifecycleState.IN_SERVICE);
    }

    /** "ELB health checks ... HealthCheckGracePeriod" ("Health checks for instances in an Auto Scaling group"). */
    @Test
    void aLoadBalancersChecksCountAfterTheGracePeriod() {
        world.create(world.group("web", 0, 1, 1)
                .healthCheckType("ELB")
                .healthCheckGracePeriod(100)
                .loadBalancerNames(List.of("lb")));
        world.settle();
        String id = world.members("web").getFirst().instanceId().orElseThrow();
        world.outOfService.add(id);
        world.now = world.now.plusSeconds(99);
        world.settle();
        assertThat(world.members("web").getFirst().instanceId()).hasValue(id);
        world.now = world.now.plusSeconds(1);
        world.settle();
        assertThat(world.members("web").getFirst().instanceId()).isPresent().isNotEqualTo(Optional.of(id));
        assertThat(world.activities().get(1).cause()).contains("an ELB system health check failure.");
    }

    /** "Tag Auto Scaling groups and instances": PropagateAtLaunch, and aws:autoscaling:groupName. */
    @Test
    void tagsArePropagated() {
        world.create(world.group("web", 0, 1, 1)
                .tags(List.of(
                        Tag.builder()
                                .key("Name")
                                .value("web")
                                .propagateAtLaunch(true)
                                .build(),
                        Tag.builder()
                                .key("owner")
                                .value("me")
                                .propagateAtLaunch(false)
                                .build())));
        world.settle();
        String id = world.members("web").getFirst().instanceId().orElseThrow();
        assertThat(world.store
                        .view()
                        .find(Ec2Tables.INSTANCES, id)
                        .orElseThrow()
                        .tags())
                .isEqualTo(Map.of("Name", "web", "aws:autoscaling:groupName", "web"));
    }

    /** "Use instance scale-in protection". */
    @Test
    void protectedInstancesStay() {
        world.create(world.group("web", 0, 2, 2).newInstancesProtectedFromScaleIn(true));
        world.settle();
        desired(0);
        assertThat(world.members("web")).hasSize(2);
        String id = world.members("web").getFirst().instanceId().orElseThrow();
        world.call(
                AutoscalingOperations.SET_INSTANCE_PROTECTION,
                SetInstanceProtectionQuery.builder()
                        .autoScalingGroupName("web")
                        .instanceIds(List.of(id))
                        .protectedFromScaleIn(false)
                        .build());
        world.settle();
        assertThat(world.members("web")).singleElement().satisfies(each -> assertThat(each.instanceId())
                .isNotEqualTo(Optional.of(id)));
    }

    /** "Suspend-resume processes": ReplaceUnhealthy leaves it marked, HealthCheck does not mark it, Launch leaves it missing. */
    @Test
    void suspendedProcesses() {
        world.create(world.group("web", 0, 1, 1));
        world.settle();
        suspend("ReplaceUnhealthy");
        world.kill(world.members("web").getFirst().instanceId().orElseThrow());
        world.settle();
        assertThat(world.members("web")).singleElement().satisfies(each -> {
            assertThat(each.healthy()).isFalse();
            assertThat(each.state()).isEqualTo(LifecycleState.IN_SERVICE);
        });
        suspend("Launch");
        world.call(
                AutoscalingOperations.RESUME_PROCESSES,
                ScalingProcessQuery.builder()
                        .autoScalingGroupName("web")
                        .scalingProcesses(List.of("ReplaceUnhealthy"))
                        .build());
        world.settle();
        assertThat(world.members("web")).isEmpty();
    }

    /** A terminated instance's protection from termination by users does not hold Auto Scaling back. */
    @Test
    void terminationProtectionIsNoObstacle() {
        world.create(world.group("web", 0, 1, 1));
        world.settle();
        String id = world.members("web").getFirst().instanceId().orElseThrow();
        world.ec2(
                Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE,
                ModifyInstanceAttributeRequest.builder()
                        .instanceId(id)
                        .disableApiTermination(
                                AttributeBooleanValue.builder().value(true).build())
                        .build());
        desired(0);
        assertThat(world.members("web")).isEmpty();
    }

    private void desired(int capacity) {
        world.call(
                AutoscalingOperations.SET_DESIRED_CAPACITY,
                SetDesiredCapacityType.builder()
                        .autoScalingGroupName("web")
                        .desiredCapacity(capacity)
                        .build());
        world.settle();
    }

    private void suspend(String process) {
        world.call(
                AutoscalingOperations.SUSPEND_PROCESSES,
                ScalingProcessQuery.builder()
                        .autoScalingGroupName("web")
                        .scalingProcesses(List.of(process))
                        .build());
    }

    /** "Scaling activities for the past six weeks" (DescribeScalingActivities), also of groups that are gone. */
    @Test
    void activitiesAreKeptForSixWeeks() {
        world.create(world.group("web", 0, 1, 1));
        world.settle();
        world.call(
                AutoscalingOperations.DELETE_AUTO_SCALING_GROUP,
                DeleteAutoScalingGroupType.builder()
                        .autoScalingGroupName("web")
                        .forceDelete(true)
                        .build());
        world.settle();
        var all = DescribeScalingActivitiesType.builder()
                .autoScalingGroupName("web")
                .includeDeletedGroups(true)
                .build();
        assertThat(world.call(AutoscalingOperations.DESCRIBE_SCALING_ACTIVITIES, all)
                        .activities())
                .hasSize(2)
                .allMatch(each -> "Deleted".equals(each.autoScalingGroupState()));
        world.now = world.now.plus(Duration.ofDays(42)).plusSeconds(1);
        world.settle();
        assertThat(world.call(AutoscalingOperations.DESCRIBE_SCALING_ACTIVITIES, all)
                        .activities())
                .isEmpty();
    }
}
