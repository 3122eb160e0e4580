package io.moorage.ecs.loop;

import io.moorage.model.ecs.Balancing;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.DeploymentRules;
import io.moorage.model.ecs.Scheduling;
import io.moorage.model.ecs.Service;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows as the API would write them. */
public final class ServicesForTests {
    public static final Scheduling DAEMON = new Scheduling(Scheduling.Strategy.DAEMON, "EC2", List.of(), false);

    public static Service service(
            String name,
            String cluster,
            Service.Status status,
            String taskDefinition,
            Scheduling scheduling,
            List<String> alarms) {
        DeploymentRules rules = new DeploymentRules(
                DeploymentRules.Controller.ECS, DeploymentRules.Watch.OFF, DeploymentRules.Watch.OFF, alarms);
        return new Service(
                "arn:service/" + name,
                name,
                cluster,
                status,
                1,
                100,
                200,
                List.of(Deployment.primary(
                        "ecs-svc/1", taskDefinition, "arn:" + taskDefinition, Optional.empty(), 1, Instant.EPOCH)),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                "arn:root",
                Instant.EPOCH,
                false,
                Optional.empty(),
                false,
                "",
                Map.of(),
                Balancing.NONE,
                scheduling,
                rules,
                List.of());
    }

    private ServicesForTests() {}
}
