package io.moorage.ecs.decide;

import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.DirectoryWriter;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.EfsVolume;
import io.moorage.model.ecs.MountPoint;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.Volume;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which directories of which file systems a task has mounted for writing. */
public final class WrittenDirectories {
    public static List<DirectoryWriter> of(ReadView view, Task task, TaskDefinition definition) {
        return of(view, definition, task.arn(), task.serviceArn(), task.times().created());
    }

    /**
     * Those of a task that is not there yet.
     *
     * @param taskArn and {@code serviceArn}: may be empty
     */
    static List<DirectoryWriter> of(
            ReadView view, TaskDefinition definition, String taskArn, String serviceArn, Instant since) {
        String name =
                serviceArn.isEmpty() ? "task family " + definition.family() : "service " + EcsArns.lastPart(serviceArn);
        return writable(definition)
                .flatMap(volume -> volume.efs().stream())
                .map(efs -> new DirectoryWriter(
                        taskArn,
                        serviceArn,
                        definition.key(),
                        name,
                        efs.fileSystemId(),
                        directory(view, efs),
                        efs.accessPointId(),
                        since))
                .distinct()
                .toList();
    }

    /** True when it writes what may be shared, and nobody here knows what that is: host paths, and drivers of volumes. */
    static boolean writesElsewhere(TaskDefinition definition) {
        return writable(definition)
                .anyMatch(volume -> volume.mayBeShared() && volume.efs().isEmpty());
    }

    private static Stream<Volume> writable(TaskDefinition definition) {
        Set<String> mounted = definition.containerDefinitions().stream()
                .map(ContainerDefinition::mountPoints)
                .flatMap(List::stream)
                .filter(mount -> !mount.readOnly())
                .map(MountPoint::sourceVolume)
                .collect(Collectors.toSet());
        return definition.volumes().stream().filter(volume -> mounted.contains(volume.name()));
    }

    /** An access point that is not there any more leads nowhere: all of the file system is the careful answer. */
    private static String directory(ReadView view, EfsVolume efs) {
        return efs.accessPointId()
                .map(id -> view.find(EfsTables.ACCESS_POINTS, id)
                        .map(point -> canonical(point.rootDirectory().path()))
                        .orElse("/"))
                .orElseGet(() -> canonical(efs.rootDirectory()));
    }

    static String canonical(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/", -1)) {
            switch (name) {
                case "", "." -> {}
                case ".." -> names.pollLast();
                default -> names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    private WrittenDirectories() {}
}
