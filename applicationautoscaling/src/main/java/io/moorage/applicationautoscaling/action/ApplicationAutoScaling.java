package io.moorage.applicationautoscaling.action;

import io.moorage.applicationautoscaling.ApplicationAutoScalingConfig;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.scaling.TrackingAlarms;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What every action of Application Auto Scaling is given, and its refusals. */
public record ApplicationAutoScaling(
        Store store, Calls calls, ApplicationAutoScalingConfig config, RandomGenerator random) {
    ReadView view() {
        return store.view();
    }

    TrackingAlarms alarms() {
        return new TrackingAlarms(calls, config.principal());
    }

    static Optional<ScalableTarget> find(ReadView view, String resourceId, String dimension) {
        return view.find(ApplicationAutoScalingTables.TARGETS, ScalableTarget.key(resourceId, dimension));
    }

    /** The registered target of a request. */
    static ScalableTarget registered(ReadView view, String namespace, String resourceId, String dimension) {
        requireEcs(namespace, dimension);
        return find(view, resourceId, dimension)
                .orElseThrow(() -> notFound("No scalable target found for service namespace: " + namespace
                        + ", resource ID: " + resourceId + ", scalable dimension: " + dimension));
    }

    static void requireEcs(String namespace, String dimension) {
        if (!namespace.equals(ScalableTarget.NAMESPACE) || !dimension.equals(ScalableTarget.DESIRED_COUNT)) {
            throw invalid("Moorage scales the service namespace " + ScalableTarget.NAMESPACE + " in the dimension "
                    + ScalableTarget.DESIRED_COUNT + " only, not " + namespace + " in " + dimension + ".");
        }
    }

    static AwsException invalid(String message) {
        return new AwsException(ApplicationautoscalingOperations.ERROR_VALIDATION_EXCEPTION, message);
    }

    static AwsException notFound(String message) {
        return new AwsException(ApplicationautoscalingOperations.ERROR_OBJECT_NOT_FOUND_EXCEPTION, message);
    }

    static AwsException noResource(String message) {
        return new AwsException(ApplicationautoscalingOperations.ERROR_RESOURCE_NOT_FOUND_EXCEPTION, message);
    }

    static AwsException badToken() {
        return new AwsException(
                ApplicationautoscalingOperations.ERROR_INVALID_NEXT_TOKEN_EXCEPTION,
                "The NextToken value is not valid.");
    }
}
