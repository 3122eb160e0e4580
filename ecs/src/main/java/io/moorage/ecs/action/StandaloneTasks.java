package io.moorage.ecs.action;

import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.Tag;
import io.moorage.awsmodels.ecs.TaskVolumeConfiguration;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.decide.SingleWriters;
import io.moorage.ecs.decide.WriterWords;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.ecs.shape.PlacedTasks;
import io.moorage.ecs.shape.Tags;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
            Optional<NetworkPlace> network,
            Map<String, String> tags) {
        if (group.startsWith("service:")) {
            throw EcsErrors.invalid("The group prefix service: is reserved for services.");
        }
        requireShort("group", group, MOST_GROUP);
        requireShort("startedBy", startedBy == null ? "" : startedBy, MOST_STARTED_BY);
        requireShort("clientToken", clientToken, MOST_TOKEN);
        return new TaskWrites.Start(
                definition,
                overrides,
                group,
                "",
                "",
                startedBy == null ? "" : startedBy,
                clientToken,
                enableExecuteCommand != null && enableExecuteCommand,
                network,
                tags);
    }

    /** API_RunTask, group: service quotas; startedBy; clientToken. */
    private static final int MOST_GROUP = 255;

    private static final int MOST_STARTED_BY = 128;
    private static final int MOST_TOKEN = 64;

    private static void requireShort(String member, String value, int most) {
        if (value.length() > most) {
            throw EcsErrors.invalid(member + " length must be at most " + most);
        }
    }

    /** A role that cannot be assumed is told at once, not by a task that stops. */
    static void requireAssumable(Ecs ecs, TaskDefinition definition, TaskOverride overrides) {
        Stream.of(
                        overrides.taskRoleArn().or(definition::taskRoleArn),
                        overrides.executionRoleArn().or(definition::executionRoleArn))
                .flatMap(Optional::stream)
                .filter(role -> !ecs.credentials().assumable(role))
                .findFirst()
                .ifPresent(role -> {
                    throw EcsErrors.client(Stop.cannotAssume(role).reason());
                });
    }

    static Map<String, String> tags(
            List<Tag> given,
            @Nullable String propagate,
            @Nullable Boolean managed,
            TaskDefinition definition,
            String clusterName) {
        Map<String, String> tags = new HashMap<>();
        if ("SERVICE".equals(propagate)) {
            throw EcsErrors.invalid("propagateTags SERVICE is for tasks of services: use TASK_DEFINITION or NONE.");
        }
        if ("TASK_DEFINITION".equals(propagate)) {
            tags.putAll(definition.tags());
        }
        tags.putAll(Tags.read(given));
        if (managed != null && managed) {
            tags.put("aws:ecs:clusterName", clusterName);
        }
        return tags;
    }

    static void refuse(List<TaskVolumeConfiguration> volumes) {
        if (!volumes.isEmpty()) {
            throw EcsErrors.unsupported("The member volumeConfigurations");
        }
    }

    /**
     * Tasks that found a place.
     *
     * @param capacity of the provider that gave it; empty for a launch type
     * @param failures where it is told why one is not started nevertheless
     */
    record Starting(
            Ecs ecs, Transaction tx, TaskWrites.Start start, Optional<Capacity> capacity, List<Failure> failures) {
        List<Task> on(List<ContainerInstance> places, Instant now) {
            List<Task> tasks = new ArrayList<>();
            for (ContainerInstance place : places) {
                SingleWriters.inTheWay(tx, start.definition(), place.arn())
                        .ifPresentOrElse(
                                obstacle -> failures.add(
                                        new Failure(place.arn(), WriterWords.REASON, WriterWords.inTheWay(obstacle))),
                                () -> tasks.add(ecs.writes()
                                        .start(tx, start, place.clusterName(), Optional.of(place), capacity, now)));
            }
            return tasks;
        }
    }

    static List<io.moorage.awsmodels.ecs.Task> write(Ecs ecs, ReadView view, List<Task> tasks) {
        return tasks.stream()
                .map(each -> TaskShapes.write(
                        ecs.arns(), each, view.find(EcsTables.TASK_DEFINITIONS, each.taskDefinition()), true))
                .map(each -> PlacedTasks.shown(view, each))
                .toList();
    }

    private StandaloneTasks() {}
}
