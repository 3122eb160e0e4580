package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeLifecycleHooksAnswer;
import io.moorage.awsmodels.autoscaling.DescribeLifecycleHooksType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.LifecycleHook;

/** Shows the lifecycle hooks of a group. */
record DescribeLifecycleHooks(AutoScaling autoScaling)
        implements Action<DescribeLifecycleHooksType, DescribeLifecycleHooksAnswer> {
    @Override
    public Operation<DescribeLifecycleHooksType, DescribeLifecycleHooksAnswer> operation() {
        return AutoscalingOperations.DESCRIBE_LIFECYCLE_HOOKS;
    }

    @Override
    public DescribeLifecycleHooksAnswer handle(DescribeLifecycleHooksType input, RequestContext context) {
        AutoScalingGroup group = Groups.named(autoScaling.view(), input.autoScalingGroupName());
        return DescribeLifecycleHooksAnswer.builder()
                .lifecycleHooks(Hooks.of(autoScaling.view(), group.name()).stream()
                        .filter(each -> input.lifecycleHookNames().isEmpty()
                                || input.lifecycleHookNames().contains(each.name()))
                        .map(DescribeLifecycleHooks::shape)
                        .toList())
                .build();
    }

    private static io.moorage.awsmodels.autoscaling.LifecycleHook shape(LifecycleHook hook) {
        return io.moorage.awsmodels.autoscaling.LifecycleHook.builder()
                .lifecycleHookName(hook.name())
                .autoScalingGroupName(hook.groupName())
                .lifecycleTransition(hook.transition().word())
                .notificationMetadata(hook.metadata().orElse(null))
                .heartbeatTimeout(hook.heartbeatSeconds())
                .globalTimeout((int) hook.globalTimeout().toSeconds())
                .defaultResult(hook.continues() ? "CONTINUE" : "ABANDON")
                .build();
    }
}
