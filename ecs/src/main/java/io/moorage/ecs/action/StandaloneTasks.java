package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.NetworkConfiguration;
import io.moorage.awsmodels.ecs.Tag;
import io.moorage.awsmodels.ecs.TaskVolumeConfiguration;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.ecs.shape.LaunchTypes;
import io.moorage.ecs.shape.Tags;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What RunTask and StartTask have in common. */
final class StandaloneTasks {
    static TaskWrites.Start start(
            TaskDefinition definition,
            TaskOverride overrides,
            String group,
            @Nullable String startedBy,
            String clientToken,
            @Nullable Boolean enableExecuteCommand,
            Map<String, String> tags) {
        if (group.startsWith("service:")) {
            throw EcsErrors.invalid("The group prefix service: is reserved for services.");
        }
        if (enableExecuteCommand != null && enableExecuteCommand) {
            throw EcsErrors.unsupported("ECS Exec");
        }
        return new TaskWrites.Start(
                definition, overrides, group, "", "", startedBy == null ? "" : startedBy, clientToken, false, tags);
    }

    static Map<String, String> tags(
            List<Tag> given,
            @Nullable String propagate,
            @Nullable Boolean managed,
            TaskDefinition definition,
            String clusterName) {
        Map<String, String> tags = new HashMap<>();
        if ("TASK_DEFINITION".equals(propagate)) {
            tags.putAll(definition.tags());
        }
        tags.putAll(Tags.read(given));
        if (managed != null && managed) {
            tags.put("aws:ecs:clusterName", clusterName);
        }
        return tags;
    }

    static void refuse(@Nullable NetworkConfiguration network, List<TaskVolumeConfiguration> volumes) {
        if (network != null && network.awsvpcConfiguration() != null) {
            throw EcsErrors.invalid(
                    "Network Configuration is not valid for the given networkMode of this task definition.");
        }
        if (!volumes.isEmpty()) {
            throw EcsErrors.unsupported("The member volumeConfigurations");
        }
    }

    static List<io.moorage.awsmodels.ecs.Task> write(Ecs ecs, ReadView view, List<Task> tasks) {
        return tasks.stream()
                .map(each -> TaskShapes.write(
                        ecs.arns(), each, view.find(EcsTables.TASK_DEFINITIONS, each.taskDefinition()), true))
                .map(each -> LaunchTypes.shown(view, each))
                .toList();
    }

    private StandaloneTasks() {}
}
