package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.Failure;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.DeploymentRules;
import io.moorage.model.ecs.Service;
import java.util.Optional;

/** Has the deployment under way failed? (ECS guide, "Deployment circuit breaker" and "CloudWatch alarms".) */
final class DeploymentJudge {
    static Optional<Failure> judge(ServiceView view) {
        Service service = view.service();
        Deployment primary = service.primary();
        DeploymentRules rules = service.rules();
        if (!primary.inProgress()) {
            return Optional.empty();
        }
        if (rules.circuitBreaker().enable()
                && primary.failures() >= DeploymentRules.threshold(service.desiredCount())) {
            return Optional.of(new Failure(
                    EventWords.CIRCUIT_BREAKER + "tasks failed to start.",
                    "tasks failed to start.",
                    EventWords.CIRCUIT_BREAKER + EventWords.ROLLING_BACK,
                    rules.circuitBreaker().rollback()));
        }
        if (rules.alarmWatch().enable() && !primary.alarmsIgnored() && view.alarm()) {
            return Optional.of(new Failure(
                    EventWords.ALARMS + "alarm detected.",
                    "alarm detected.",
                    EventWords.ALARMS + EventWords.ROLLING_BACK,
                    rules.alarmWatch().rollback()));
        }
        return Optional.empty();
    }

    private DeploymentJudge() {}
}
