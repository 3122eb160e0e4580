package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.PutScalingPolicyRequest;
import io.moorage.awsmodels.applicationautoscaling.PutScalingPolicyResponse;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.scaling.TrackingAlarms;
import io.moorage.scaling.Uuids;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code API_PutScalingPolicy}: or changes the one of that name, with the alarms of target tracking. */
record PutScalingPolicy(ApplicationAutoScaling scaling)
        implements TargetAction<PutScalingPolicyRequest, PutScalingPolicyResponse> {
    @Override
    public Operation<PutScalingPolicyRequest, PutScalingPolicyResponse> operation() {
        return ApplicationautoscalingOperations.PUT_SCALING_POLICY;
    }

    @Override
    public Named named(PutScalingPolicyRequest input) {
        return new Named(input.serviceNamespace(), input.resourceId(), input.scalableDimension(), Map.of());
    }

    @Override
    public PutScalingPolicyResponse handle(PutScalingPolicyRequest input, RequestContext context) {
        // Written before its alarms are made: whatever happens then, their names are known.
        List<String> old = new ArrayList<>();
        TargetPolicy policy = scaling.store().transact(tx -> {
            ScalableTarget target = ApplicationAutoScaling.registered(
                    tx, input.serviceNamespace(), input.resourceId(), input.scalableDimension());
            TargetPolicy put = policy(tx, target, input, context.now());
            old.clear();
            tx.find(ApplicationAutoScalingTables.POLICIES, put.key()).ifPresent(before -> old.addAll(before.alarms()));
            old.removeAll(put.alarms());
            tx.put(ApplicationAutoScalingTables.POLICIES, put);
            return put;
        });
        scaling.alarms().delete(scaling.view(), old);
        if (policy.kind() instanceof ScalingPolicy.TargetTracking tracking) {
            scaling.alarms().put(policy.arn(), tracking, policy.alarms());
        }
        return new PutScalingPolicyResponse(policy.arn(), Shapes.alarms(scaling.view(), policy.arn()));
    }

    private TargetPolicy policy(ReadView view, ScalableTarget target, PutScalingPolicyRequest input, Instant now) {
        Optional<TargetPolicy> before =
                view.find(ApplicationAutoScalingTables.POLICIES, TargetPolicy.key(target.key(), input.policyName()));
        if (before.isPresent() && input.policyType() == null && input.stepScalingPolicyConfiguration() == null) {
            throw ApplicationAutoScaling.invalid("PolicyType must be specified.");
        }
        Policies.Read read = Policies.read(input);
        List<String> kept = before.map(TargetPolicy::alarms).orElse(List.of());
        boolean tracks = read.kind() instanceof ScalingPolicy.TargetTracking;
        List<String> alarms = !tracks
                ? List.of()
                : kept.isEmpty() ? TrackingAlarms.names(target.resourceId(), scaling.random()) : kept;
        return new TargetPolicy(
                target.key(),
                input.policyName(),
                before.map(TargetPolicy::arn).orElseGet(() -> scaling.config()
                        .policyArn(Uuids.next(scaling.random()), target.resourceId(), input.policyName())),
                read.kind(),
                read.outCooldown(),
                read.inCooldown(),
                alarms,
                before.map(TargetPolicy::created).orElse(now));
    }
}
