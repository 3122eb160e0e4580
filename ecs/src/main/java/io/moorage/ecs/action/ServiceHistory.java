package io.moorage.ecs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.Service;
import java.util.List;

/** What the actions on service deployments and revisions have in common. */
final class ServiceHistory {
    private static final int MOST = 20;

    static void requireSome(List<String> arns, String member) {
        if (arns.isEmpty() || arns.size() > MOST) {
            throw EcsErrors.invalid(member + " must have 1 to 20 entries.");
        }
    }

    /** Not of a service that somebody else deploys. */
    static void requireKept(Service service) {
        if (service.rules().external()) {
            throw new AwsException(
                    EcsOperations.ERROR_UNSUPPORTED_FEATURE_EXCEPTION,
                    "Service deployments are only kept for services with the ECS deployment controller.");
        }
    }

    private ServiceHistory() {}
}
