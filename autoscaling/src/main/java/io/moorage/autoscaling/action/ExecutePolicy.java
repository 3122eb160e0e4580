package io.moorage.autoscaling.action;

import io.moorage.autoscaling.ScalingPolicies;
import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.ExecutePolicyType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.ScalingPolicy;
import java.util.Objects;
import java.util.Optional;

/** Carries a scaling policy out; for a step policy, as for a breach that the request tells. */
record ExecutePolicy(AutoScaling autoScaling) implements GroupAction<ExecutePolicyType, Empty> {
    @Override
    public Operation<ExecutePolicyType, Empty> operation() {
        return AutoscalingOperations.EXECUTE_POLICY;
    }

    @Override
    public String groupName(ExecutePolicyType input) {
        return Objects.requireNonNullElse(input.autoScalingGroupName(), "");
    }

    @Override
    public Empty handle(ExecutePolicyType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            ScalingPolicy policy = Policies.named(tx, input.autoScalingGroupName(), input.policyName());
            AutoScalingGroup group = Groups.named(tx, policy.groupName());
            check(policy, input);
            var occasion = new ScalingPolicies.Occasion(
                    Causes.at(context.now(), "a user request executed policy " + policy.name()),
                    Optional.ofNullable(input.metricValue()),
                    Optional.ofNullable(input.breachThreshold()),
                    Optional.empty(),
                    Boolean.TRUE.equals(input.honorCooldown()));
            switch (ScalingPolicies.execute(tx, group, policy, occasion, context.now())) {
                case DONE, NO_DATA, NO_SUCH_POLICY -> {}
                case COOLING_DOWN ->
                    throw Refusal.inProgress("The group's cooldown period is not over; the policy was not executed.");
                case NO_STEP ->
                    throw Refusal.invalid("No step adjustment found for metric value " + input.metricValue()
                            + " and breach threshold " + input.breachThreshold());
                case SUSPENDED -> throw Refusal.invalid("The policy " + policy.name() + " is not enabled.");
            }
            return Empty.VALUE;
        });
    }

    private static void check(ScalingPolicy policy, ExecutePolicyType input) {
        boolean told = input.metricValue() != null && input.breachThreshold() != null;
        switch (policy.kind()) {
            case ScalingPolicy.Simple ignored -> {}
            case ScalingPolicy.Steps ignored -> {
                if (!told) {
                    throw Refusal.invalid("MetricValue and BreachThreshold are required for a step scaling policy.");
                }
                if (input.honorCooldown() != null) {
                    throw Refusal.invalid("HonorCooldown is supported only for simple scaling policies.");
                }
            }
            case ScalingPolicy.TargetTracking ignored ->
                throw Refusal.invalid("A target tracking scaling policy cannot be executed by request.");
        }
    }
}
