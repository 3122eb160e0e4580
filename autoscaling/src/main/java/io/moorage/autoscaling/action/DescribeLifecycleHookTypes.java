package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeLifecycleHookTypesAnswer;
import io.moorage.model.autoscaling.LifecycleHook;
import java.util.List;
import java.util.stream.Stream;

/** When lifecycle hooks may pause instances. */
record DescribeLifecycleHookTypes(AutoScaling autoScaling) implements Action<Empty, DescribeLifecycleHookTypesAnswer> {
    static final List<String> TYPES = Stream.of(LifecycleHook.Transition.values())
            .map(LifecycleHook.Transition::word)
            .toList();

    @Override
    public Operation<Empty, DescribeLifecycleHookTypesAnswer> operation() {
        return AutoscalingOperations.DESCRIBE_LIFECYCLE_HOOK_TYPES;
    }

    @Override
    public DescribeLifecycleHookTypesAnswer handle(Empty input, RequestContext context) {
        return DescribeLifecycleHookTypesAnswer.builder()
                .lifecycleHookTypes(TYPES)
                .build();
    }
}
