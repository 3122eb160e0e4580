package io.moorage.ecs.loop;

import io.moorage.ecs.decide.ServiceDecision;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.EcsTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the tasks that a service starts. */
record ServiceStarts(TaskWrites writes) {
    /** Returns those that did not end at once. */
    List<Task> start(Transaction tx, Service service, List<ServiceDecision.StartTask> starts, Instant now) {
        Map<String, TaskWrites.Start> byDeployment = new HashMap<>();
        return starts.stream()
                .map(each -> {
                    TaskWrites.Start start = byDeployment.computeIfAbsent(
                            each.deploymentId(), id -> start(tx, service, id, each.taskDefinition()));
                    return writes.start(tx, start, service.clusterName(), each.instance(), each.capacity(), now);
                })
                .filter(each -> !each.stopped())
                .toList();
    }

    private static TaskWrites.Start start(Transaction tx, Service service, String deploymentId, String key) {
        TaskDefinition definition = tx.find(EcsTables.TASK_DEFINITIONS, key).orElseThrow();
        return new TaskWrites.Start(
                definition,
                TaskOverride.NONE,
                service.group(),
                service.arn(),
                deploymentId,
                deploymentId,
                "",
                service.enableExecuteCommand(),
                service.network(deploymentId),
                tags(service, definition));
    }

    private static Map<String, String> tags(Service service, TaskDefinition definition) {
        Map<String, String> tags = new HashMap<>();
        service.propagateTags().ifPresent(from -> {
            switch (from) {
                case "SERVICE" -> tags.putAll(service.tags());
                case "TASK_DEFINITION" -> tags.putAll(definition.tags());
                default -> {}
            }
        });
        if (service.enableEcsManagedTags()) {
            tags.put("aws:ecs:clusterName", service.clusterName());
            tags.put("aws:ecs:serviceName", service.name());
        }
        return tags;
    }
}
