package io.moorage.ecs.action;

import io.moorage.ecs.loop.Alarms;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.DeploymentRules;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Optional;

/** How a deployment begins. */
final class Deployments {
    /** Alarms that are in ALARM already say nothing of it, and are not watched ("How CloudWatch alarms detect deployment failures"). */
    static Deployment begin(
            Ecs ecs,
            ReadView view,
            TaskDefinition definition,
            Optional<NetworkPlace> network,
            int desired,
            DeploymentRules rules,
            Instant now) {
        Deployment deployment =
                Deployment.primary(ecs.ids().deployment(), definition.key(), definition.arn(), network, desired, now);
        return Alarms.anyInAlarm(view, rules) ? deployment.ignoringAlarms() : deployment;
    }

    private Deployments() {}
}
