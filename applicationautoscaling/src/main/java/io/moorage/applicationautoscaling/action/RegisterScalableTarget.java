package io.moorage.applicationautoscaling.action;

import io.moorage.applicationautoscaling.Scaling;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.RegisterScalableTargetRequest;
import io.moorage.awsmodels.applicationautoscaling.RegisterScalableTargetResponse;
import io.moorage.awsmodels.applicationautoscaling.SuspendedState;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.scaling.Uuids;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code API_RegisterScalableTarget}: or changes the one that is registered. */
record RegisterScalableTarget(ApplicationAutoScaling scaling)
        implements TargetAction<RegisterScalableTargetRequest, RegisterScalableTargetResponse> {
    @Override
    public Operation<RegisterScalableTargetRequest, RegisterScalableTargetResponse> operation() {
        return ApplicationautoscalingOperations.REGISTER_SCALABLE_TARGET;
    }

    @Override
    public Named named(RegisterScalableTargetRequest input) {
        return new Named(input.serviceNamespace(), input.resourceId(), input.scalableDimension(), input.tags());
    }

    @Override
    public RegisterScalableTargetResponse handle(RegisterScalableTargetRequest input, RequestContext context) {
        ApplicationAutoScaling.requireEcs(input.serviceNamespace(), input.scalableDimension());
        String[] parts = input.resourceId().split("/", -1);
        if (parts.length != 3 || !parts[0].equals("service")) {
            throw ApplicationAutoScaling.invalid("Unsupported service namespace, resource type or scalable dimension: "
                    + input.resourceId() + " is not of the form service/cluster/name.");
        }
        ScalableTarget put = scaling.store().transact(tx -> {
            ScalableTarget target = target(tx, input, context.now());
            tx.put(ApplicationAutoScalingTables.TARGETS, target);
            return target;
        });
        return new RegisterScalableTargetResponse(put.arn());
    }

    private ScalableTarget target(ReadView view, RegisterScalableTargetRequest input, Instant now) {
        Optional<ScalableTarget> before =
                ApplicationAutoScaling.find(view, input.resourceId(), input.scalableDimension());
        Integer min = Optional.ofNullable(input.minCapacity())
                .or(() -> before.map(ScalableTarget::min))
                .orElseThrow(() -> ApplicationAutoScaling.invalid("The minimum capacity must be specified."));
        Integer max = Optional.ofNullable(input.maxCapacity())
                .or(() -> before.map(ScalableTarget::max))
                .orElseThrow(() -> ApplicationAutoScaling.invalid("The maximum capacity must be specified."));
        if (min < 0 || min > max) {
            throw ApplicationAutoScaling.invalid(
                    "Maximum capacity cannot be less than minimum capacity, and neither can be negative.");
        }
        ScalableTarget target =
                before.orElseGet(() -> made(input, min, max, now)).within(min, max);
        if (Scaling.service(view, target).isEmpty()) {
            throw ApplicationAutoScaling.invalid("ECS service doesn't exist: " + input.resourceId());
        }
        return input.suspendedState() == null
                ? target
                : target.suspending(suspended(target.suspended(), input.suspendedState()));
    }

    private ScalableTarget made(RegisterScalableTargetRequest input, int min, int max, Instant now) {
        return new ScalableTarget(
                input.resourceId(),
                input.scalableDimension(),
                scaling.config().targetArn(Uuids.next(scaling.random()).replace("-", "")),
                min,
                max,
                scaling.config().roleArn(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                input.tags());
    }

    private static Set<ScalableTarget.Suspension> suspended(
            Set<ScalableTarget.Suspension> before, SuspendedState given) {
        Set<ScalableTarget.Suspension> now = new HashSet<>(before);
        put(now, ScalableTarget.Suspension.SCALING_IN, given.dynamicScalingInSuspended());
        put(now, ScalableTarget.Suspension.SCALING_OUT, given.dynamicScalingOutSuspended());
        put(now, ScalableTarget.Suspension.SCHEDULED, given.scheduledScalingSuspended());
        return now;
    }

    private static void put(
            Set<ScalableTarget.Suspension> all, ScalableTarget.Suspension which, @Nullable Boolean given) {
        if (Boolean.TRUE.equals(given)) {
            all.add(which);
        } else if (Boolean.FALSE.equals(given)) {
            all.remove(which);
        }
    }
}
