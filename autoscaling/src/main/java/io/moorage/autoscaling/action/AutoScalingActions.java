package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import java.util.List;
import java.util.stream.Stream;

/** The actions of the Auto Scaling API. */
public final class AutoScalingActions {
    private AutoScalingActions() {}

    public static List<Action<?, ?>> all(AutoScaling autoScaling) {
        return Stream.of(
                        groups(autoScaling),
                        instances(autoScaling),
                        hooks(autoScaling),
                        schedules(autoScaling),
                        words(autoScaling))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Action<?, ?>> groups(AutoScaling autoScaling) {
        return List.of(
                new AttachLoadBalancers(autoScaling),
                new CreateAutoScalingGroup(autoScaling),
                new CreateLaunchConfiguration(autoScaling),
                new CreateOrUpdateTags(autoScaling),
                new DeleteAutoScalingGroup(autoScaling),
                new DeleteLaunchConfiguration(autoScaling),
                new DeleteTags(autoScaling),
                new DescribeAutoScalingGroups(autoScaling),
                new DescribeLaunchConfigurations(autoScaling),
                new DescribeLoadBalancers(autoScaling),
                new DescribeScalingActivities(autoScaling),
                new DescribeTags(autoScaling),
                new DetachLoadBalancers(autoScaling),
                new ResumeProcesses(autoScaling),
                new SetDesiredCapacity(autoScaling),
                new SuspendProcesses(autoScaling),
                new UpdateAutoScalingGroup(autoScaling));
    }

    private static List<Action<?, ?>> instances(AutoScaling autoScaling) {
        return List.of(
                new AttachInstances(autoScaling),
                new DescribeAutoScalingInstances(autoScaling),
                new DetachInstances(autoScaling),
                new EnterStandby(autoScaling),
                new ExitStandby(autoScaling),
                new SetInstanceHealth(autoScaling),
                new SetInstanceProtection(autoScaling),
                new TerminateInstanceInAutoScalingGroup(autoScaling));
    }

    private static List<Action<?, ?>> hooks(AutoScaling autoScaling) {
        return List.of(
                new CompleteLifecycleAction(autoScaling),
                new DeleteLifecycleHook(autoScaling),
                new DescribeLifecycleHooks(autoScaling),
                new PutLifecycleHook(autoScaling),
                new RecordLifecycleActionHeartbeat(autoScaling));
    }

    private static List<Action<?, ?>> schedules(AutoScaling autoScaling) {
        return List.of(
                new BatchDeleteScheduledAction(autoScaling),
                new BatchPutScheduledUpdateGroupAction(autoScaling),
                new DeletePolicy(autoScaling),
                new DeleteScheduledAction(autoScaling),
                new DescribePolicies(autoScaling),
                new DescribeScheduledActions(autoScaling),
                new ExecutePolicy(autoScaling),
                new PutScalingPolicy(autoScaling),
                new PutScheduledUpdateGroupAction(autoScaling));
    }

    private static List<Action<?, ?>> words(AutoScaling autoScaling) {
        return List.of(
                new DescribeAccountLimits(autoScaling),
                new DescribeAdjustmentTypes(autoScaling),
                new DescribeLifecycleHookTypes(autoScaling),
                new DescribeScalingProcessTypes(autoScaling),
                new DescribeTerminationPolicyTypes(autoScaling));
    }
}
