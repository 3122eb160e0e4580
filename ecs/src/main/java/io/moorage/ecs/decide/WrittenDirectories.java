package io.moorage.ecs.decide;

import io.moorage.ecs.decide.HostDirectories.Place;
import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.DirectoryWriter;
import io.moorage.model.ecs.EcsArns;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which directories of which file systems a task has mounted for writing. */
public final class WrittenDirectories {
    public static List<DirectoryWriter> of(ReadView view, Task task, TaskDefinition definition) {
        Owner owner = new Owner(
                task.arn(),
                task.serviceArn(),
                task.containerInstanceArn(),
                task.times().created());
        return of(view, definition, owner);
    }

    /**
     * Whose directories they are.
     *
     * @param taskArn and {@code serviceArn}: empty for a task that is not there yet
     * @param containerInstanceArn where the task is or would be; empty: anywhere
     */
    record Owner(String taskArn, String serviceArn, String containerInstanceArn, Instant since) {}

    static List<DirectoryWriter> of(ReadView view, TaskDefinition definition, Owner owner) {
        String name = owner.serviceArn().isEmpty()
                ? "task family " + definition.family()
                : "service " + EcsArns.lastPart(owner.serviceArn());
        return writable(definition)
                .flatMap(volume -> place(view, volume, owner).stream())
                .map(place -> new DirectoryWriter(
                        owner.taskArn(),
                        owner.serviceArn(),
                        definition.key(),
                        name,
                        place.fileSystemId(),
                        directory(view, place),
                        place.accessPointId(),
                        owner.since()))
                .distinct()
                .toList();
    }

    /** True when it writes what may be shared, and nobody here knows what that is: host paths, and drivers of volumes. */
    static boolean writesElsewhere(ReadView view, TaskDefinition definition, Owner owner) {
        return writable(definition)
                .anyMatch(volume ->
                        volume.mayBeShared() && place(view, volume, owner).isEmpty());
    }

    private static Optional<Place> place(ReadView view, Volume volume, Owner owner) {
        return volume.efs()
                .map(efs -> new Place(efs.fileSystemId(), efs.accessPointId(), canonical(efs.rootDirectory())))
                .or(() -> volume.hostSourcePath()
                        .flatMap(path -> HostDirectories.of(view, owner.containerInstanceArn(), path)));
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
    private static String directory(ReadView view, Place place) {
        if (place.accessPointId().isEmpty()) {
            return place.path();
        }
        return view.find(EfsTables.ACCESS_POINTS, place.accessPointId().get())
                .map(point -> canonical(point.rootDirectory().path() + "/" + place.path()))
                .orElse("/");
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
