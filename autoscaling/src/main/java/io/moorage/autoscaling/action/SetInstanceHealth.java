package io.moorage.autoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.SetInstanceHealthQuery;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.store.AutoScalingTables;

/** Says of an instance what a check of one's own found; an unhealthy one is replaced. */
record SetInstanceHealth(AutoScaling autoScaling) implements InstanceAction<SetInstanceHealthQuery, Empty> {
    @Override
    public Operation<SetInstanceHealthQuery, Empty> operation() {
        return AutoscalingOperations.SET_INSTANCE_HEALTH;
    }

    @Override
    public String instanceId(SetInstanceHealthQuery input) {
        return input.instanceId();
    }

    @Override
    public Empty handle(SetInstanceHealthQuery input, RequestContext context) {
        boolean healthy =
                switch (input.healthStatus()) {
                    case "Healthy" -> true;
                    case "Unhealthy" -> false;
                    default ->
                        throw Refusal.invalid("Valid instance health states are: [Healthy, Unhealthy], not "
                                + input.healthStatus() + ".");
                };
        return autoScaling.store().transact(tx -> {
            GroupInstance member =
                    Groups.member(tx, input.instanceId()).orElseThrow(() -> Refusal.noInstance(input.instanceId()));
            AutoScalingGroup group = Groups.named(tx, member.groupName());
            boolean young = context.now()
                    .isBefore(member.entered().plusSeconds(group.settings().graceSeconds()));
            // "If the Auto Scaling group has a HealthCheckGracePeriod, by default this call respects it."
            if (healthy || !young || Boolean.FALSE.equals(input.shouldRespectGracePeriod())) {
                tx.update(AutoScalingTables.INSTANCES, member.withHealth(healthy));
            }
            return Empty.VALUE;
        });
    }
}
