package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribePoliciesType;
import io.moorage.awsmodels.autoscaling.PoliciesType;
import io.moorage.base.Page;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.store.AutoScalingTables;

/** Shows scaling policies. */
record DescribePolicies(AutoScaling autoScaling) implements Action<DescribePoliciesType, PoliciesType> {
    private static final int MOST = 100;

    @Override
    public Operation<DescribePoliciesType, PoliciesType> operation() {
        return AutoscalingOperations.DESCRIBE_POLICIES;
    }

    @Override
    public PoliciesType handle(DescribePoliciesType input, RequestContext context) {
        Page<ScalingPolicy> page = Pages.of(
                autoScaling.view().all(AutoScalingTables.POLICIES).stream()
                        .filter(each -> isAskedFor(each, input))
                        .toList(),
                ScalingPolicy::key,
                input.nextToken(),
                input.maxRecords(),
                MOST);
        return PoliciesType.builder()
                .scalingPolicies(page.items().stream()
                        .map(each -> Policies.shape(autoScaling, each))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean isAskedFor(ScalingPolicy policy, DescribePoliciesType input) {
        return (input.autoScalingGroupName() == null
                        || input.autoScalingGroupName().equals(policy.groupName()))
                && (input.policyNames().isEmpty()
                        || input.policyNames().contains(policy.name())
                        || input.policyNames().contains(policy.arn()))
                && (input.policyTypes().isEmpty() || input.policyTypes().contains(Policies.type(policy.kind())));
    }
}
