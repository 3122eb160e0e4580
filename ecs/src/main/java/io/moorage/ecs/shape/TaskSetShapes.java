package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Scale;
import io.moorage.awsmodels.ecs.TaskSet;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.List;

/** Task sets. */
public final class TaskSetShapes {
    public static TaskSet write(
            ReadView view, EcsArns arns, Service service, io.moorage.model.ecs.TaskSet set, boolean withTags) {
        List<Task> own = view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, service.arn()).stream()
                .filter(each -> each.deploymentId().equals(set.id()))
                .toList();
        return TaskSet.builder()
                .id(set.id())
                .taskSetArn(set.arn())
                .serviceArn(service.arn())
                .clusterArn(arns.cluster(service.clusterName()))
                .externalId(set.externalId().isEmpty() ? null : set.externalId())
                .status(set.status().name())
                .taskDefinition(set.taskDefinitionArn())
                .computedDesiredCount(set.computedDesiredCount(service.desiredCount()))
                .pendingCount(TaskCounts.pending(own))
                .runningCount(TaskCounts.running(own))
                .createdAt(set.createdAt())
                .updatedAt(set.updatedAt())
                .launchType(set.capacityProviders().isEmpty() ? set.launchType() : null)
                .capacityProviderStrategy(CapacityShapes.write(set.capacityProviders()))
                .networkConfiguration(NetworkShapes.write(set.network()))
                .loadBalancers(List.of())
                .serviceRegistries(List.of())
                .scale(new Scale(set.scalePercent(), "PERCENT"))
                .stabilityStatus(set.stableAt().isPresent() ? "STEADY_STATE" : "STABILIZING")
                .stabilityStatusAt(set.stableAt().orElse(set.updatedAt()))
                .tags(withTags ? Tags.write(set.tags()) : List.of())
                .build();
    }

    private TaskSetShapes() {}
}
