package io.moorage.ecs.decide;

import io.moorage.ecs.placement.Node;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A service and what it stands on.
 *
 * @param definitions by key, those that its tasks are to be started from
 * @param zones by deployment or task set, the Availability Zones of the subnets that its tasks may have their interfaces in
 * @param live its tasks that are not stopped
 * @param leaving container instances that drain or were deregistered
 * @param unhealthy tasks that load balancers hold for out of service
 * @param alarm one of the alarms that its deployments are watched by is in ALARM
 */
public record ServiceView(
        Service service,
        Map<String, TaskDefinition> definitions,
        Map<String, Set<String>> zones,
        List<Task> live,
        Set<String> leaving,
        List<Balanced.Unhealthy> unhealthy,
        boolean alarm,
        Fleet fleet) {
    public ServiceView {
        definitions = Map.copyOf(definitions);
        zones = Map.copyOf(zones);
        live = List.copyOf(live);
        leaving = Set.copyOf(leaving);
        unhealthy = List.copyOf(unhealthy);
    }

    /** Where tasks may go; asked only when something is to be placed. */
    public interface Fleet {
        /** @param provider empty: whatever is in the cluster */
        List<Node> nodes(Optional<String> provider);

        /** The Availability Zones of the instances in the cluster. */
        Set<String> zones();

        /** The provider makes room for tasks that find none. */
        boolean grows(String provider);

        /** How many more tasks may wait for that. */
        int mayWait();
    }

    /** None for a deployment or task set whose subnets are all gone. */
    Set<String> zones(String deploymentId) {
        return zones.getOrDefault(deploymentId, Set.of());
    }

    TaskDefinition definition(String key) {
        return Optional.ofNullable(definitions.get(key)).orElseThrow();
    }

    /** Its agent says that an essential container fails its checks. */
    public static boolean failsChecks(Task task) {
        return task.running() && task.wanted() && task.healthStatus().equals("UNHEALTHY");
    }

    /** It does its work: for a task whose definition has health checks, that these say so. */
    boolean isHealthy(Task task) {
        Optional<TaskDefinition> known = Optional.ofNullable(definitions.get(task.taskDefinition()));
        boolean checked = known.stream()
                .flatMap(each -> each.containerDefinitions().stream())
                .anyMatch(each -> each.essential() && each.healthCheck().isPresent());
        return task.running() && !failsChecks(task) && (!checked || allChecksPass(task, known.orElseThrow()));
    }

    private static boolean allChecksPass(Task task, TaskDefinition definition) {
        return definition.containerDefinitions().stream()
                .filter(each -> each.essential() && each.healthCheck().isPresent())
                .allMatch(each -> task.containers().stream()
                        .filter(own -> own.name().equals(each.name()))
                        .allMatch(own -> own.healthStatus().equals("HEALTHY")));
    }
}
