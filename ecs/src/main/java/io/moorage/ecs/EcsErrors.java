package io.moorage.ecs;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.EcsOperations;

/** ECS's refusals in its own words. */
public final class EcsErrors {
    public static AwsException clusterNotFound() {
        return new AwsException(EcsOperations.ERROR_CLUSTER_NOT_FOUND_EXCEPTION, "Cluster not found.");
    }

    public static AwsException client(String message) {
        return new AwsException(EcsOperations.ERROR_CLIENT_EXCEPTION, message);
    }

    public static AwsException invalid(String message) {
        return new AwsException(EcsOperations.ERROR_INVALID_PARAMETER_EXCEPTION, message);
    }

    public static AwsException serviceNotFound() {
        return new AwsException(EcsOperations.ERROR_SERVICE_NOT_FOUND_EXCEPTION, "Service not found.");
    }

    public static AwsException serviceNotActive() {
        return new AwsException(EcsOperations.ERROR_SERVICE_NOT_ACTIVE_EXCEPTION, "Service was not ACTIVE.");
    }

    /** What AWS does and this Moorage does not: refused, never ignored. */
    public static AwsException unsupported(String what) {
        return client(what + " is not supported by Moorage yet.");
    }

    private EcsErrors() {}
}
