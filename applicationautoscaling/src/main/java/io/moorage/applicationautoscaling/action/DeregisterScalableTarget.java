package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DeregisterScalableTargetRequest;
import io.moorage.awsmodels.applicationautoscaling.DeregisterScalableTargetResponse;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.store.ApplicationAutoScalingTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code API_DeregisterScalableTarget}: with its policies and schedules. */
record DeregisterScalableTarget(ApplicationAutoScaling scaling)
        implements TargetAction<DeregisterScalableTargetRequest, DeregisterScalableTargetResponse> {
    @Override
    public Operation<DeregisterScalableTargetRequest, DeregisterScalableTargetResponse> operation() {
        return ApplicationautoscalingOperations.DEREGISTER_SCALABLE_TARGET;
    }

    @Override
    public Named named(DeregisterScalableTargetRequest input) {
        return new Named(input.serviceNamespace(), input.resourceId(), input.scalableDimension(), Map.of());
    }

    @Override
    public DeregisterScalableTargetResponse handle(DeregisterScalableTargetRequest input, RequestContext context) {
        List<String> alarms = new ArrayList<>();
        scaling.store().transact(tx -> {
            alarms.clear();
            ScalableTarget target = ApplicationAutoScaling.registered(
                    tx, input.serviceNamespace(), input.resourceId(), input.scalableDimension());
            List.copyOf(tx.by(
                            ApplicationAutoScalingTables.POLICIES,
                            ApplicationAutoScalingTables.POLICIES_BY_TARGET,
                            target.key()))
                    .forEach(each -> {
                        alarms.addAll(each.alarms());
                        tx.delete(ApplicationAutoScalingTables.POLICIES, each.key());
                    });
            List.copyOf(tx.by(
                            ApplicationAutoScalingTables.SCHEDULES,
                            ApplicationAutoScalingTables.SCHEDULES_BY_TARGET,
                            target.key()))
                    .forEach(each -> tx.delete(ApplicationAutoScalingTables.SCHEDULES, each.key()));
            tx.delete(ApplicationAutoScalingTables.TARGETS, target.key());
            return target;
        });
        scaling.alarms().delete(scaling.view(), alarms);
        return new DeregisterScalableTargetResponse();
    }
}
