package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.PolicyARNType;
import io.moorage.awsmodels.autoscaling.PutScalingPolicyType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a scaling policy, or changes the one of that name, with the alarms of target tracking. */
record PutScalingPolicy(AutoScaling autoScaling) implements GroupAction<PutScalingPolicyType, PolicyARNType> {
    @Override
    public Operation<PutScalingPolicyType, PolicyARNType> operation() {
        return AutoscalingOperations.PUT_SCALING_POLICY;
    }

    @Override
    public String groupName(PutScalingPolicyType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public PolicyARNType handle(PutScalingPolicyType input, RequestContext context) {
        // Written before its alarms are made: whatever happens then, their names are known.
        List<String> old = new ArrayList<>();
        ScalingPolicy policy = autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            ScalingPolicy put = read(tx, group, input);
            old.clear();
            tx.find(AutoScalingTables.POLICIES, put.key()).ifPresent(before -> old.addAll(before.alarms()));
            old.removeAll(put.alarms());
            tx.put(AutoScalingTables.POLICIES, put);
            return put;
        });
        PolicyAlarms.delete(autoScaling, old);
        PolicyAlarms.put(autoScaling, policy);
        return PolicyARNType.builder()
                .policyARN(policy.arn())
                .alarms(PolicyAlarms.of(autoScaling, policy))
                .build();
    }

    private ScalingPolicy read(ReadView view, AutoScalingGroup group, PutScalingPolicyType input) {
        String name = input.policyName();
        ScalingPolicy.Kind kind = Policies.read(input, group.name());
        Optional<ScalingPolicy> before = Policies.of(view, group.name()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
        if (before.isEmpty() && Policies.of(view, group.name()).size() >= Policies.MOST) {
            throw Refusal.limitExceeded("A group has at most " + Policies.MOST + " scaling policies.");
        }
        boolean enabled = !Boolean.FALSE.equals(input.enabled());
        String arn = before.map(ScalingPolicy::arn).orElseGet(() -> autoScaling
                .config()
                .arn("scalingPolicy:" + Uuids.next(autoScaling.random()) + ":autoScalingGroupName/" + group.name()
                        + ":policyName/" + name));
        var policy = new ScalingPolicy(group.name(), name, arn, enabled, kind, List.of());
        boolean tracks = kind instanceof ScalingPolicy.TargetTracking;
        List<String> kept = before.map(ScalingPolicy::alarms).orElse(List.of());
        return policy.withAlarms(tracks && !kept.isEmpty() ? kept : PolicyAlarms.names(autoScaling, policy));
    }
}
