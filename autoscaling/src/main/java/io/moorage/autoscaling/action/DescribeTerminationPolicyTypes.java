package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeTerminationPolicyTypesAnswer;
import java.util.List;

/** The termination policies that a group may have. */
record DescribeTerminationPolicyTypes(AutoScaling autoScaling)
        implements Action<Empty, DescribeTerminationPolicyTypesAnswer> {
    /** Those that Moorage knows; a function of one's own is none of them. */
    static final List<String> SUPPORTED = List.of(
            "ClosestToNextInstanceHour",
            "Default",
            "NewestInstance",
            "OldestInstance",
            "OldestLaunchConfiguration",
            "OldestLaunchTemplate");

    @Override
    public Operation<Empty, DescribeTerminationPolicyTypesAnswer> operation() {
        return AutoscalingOperations.DESCRIBE_TERMINATION_POLICY_TYPES;
    }

    @Override
    public DescribeTerminationPolicyTypesAnswer handle(Empty input, RequestContext context) {
        return DescribeTerminationPolicyTypesAnswer.builder()
                .terminationPolicyTypes(SUPPORTED)
                .build();
    }
}
