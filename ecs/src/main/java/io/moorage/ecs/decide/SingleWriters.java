package io.moorage.ecs.decide;

import io.moorage.ecs.decide.WrittenDirectories.Owner;
import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.DirectoryWriter;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EcsTables;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Who may write where a tag {@code moorage:single-writer=true} asks for a single writer.
 *
 * <p>Safety: a guard is granted only while no other task holds one that overlaps it, and while nobody else who writes there
 * runs; and a task starts only once its guards are confirmed and nobody else's is in force where it writes.
 */
public final class SingleWriters {
    private static final String ASKED = "true";

    /** A directory of a file system. */
    public record Directory(String fileSystemId, String path) {
        public String key() {
            return WriterGuard.key(fileSystemId, path);
        }

        @Override
        public String toString() {
            return fileSystemId + ":" + path;
        }
    }

    /** What is in a task's way: another task in a directory. */
    public record Obstacle(Directory directory, String taskArn) {}

    /**
     * What a task that writes is to get.
     *
     * @param grants directories of which it becomes the single writer now
     * @param obstacle there when it must wait; then nothing is granted
     */
    public record Claim(List<Directory> grants, Optional<Obstacle> obstacle) {}

    /** Those that have directories guarded for them, found by what has the tag: most fleets have few such. */
    public static List<DirectoryWriter> wanting(ReadView view) {
        return Stream.of(
                        view.by(EcsTables.SERVICES, EcsTables.SERVICES_BY_SINGLE_WRITER, ASKED).stream()
                                .flatMap(each ->
                                        view.by(EcsTables.WRITERS, EcsTables.WRITERS_BY_SERVICE, each.arn()).stream()),
                        view.by(EcsTables.TASK_DEFINITIONS, EcsTables.TASK_DEFINITIONS_BY_SINGLE_WRITER, ASKED).stream()
                                .flatMap(
                                        each -> view
                                                .by(EcsTables.WRITERS, EcsTables.WRITERS_BY_TASK_DEFINITION, each.key())
                                                .stream()),
                        view.by(EfsTables.FILE_SYSTEMS, EfsTables.FILE_SYSTEMS_BY_SINGLE_WRITER, ASKED).stream()
                                .flatMap(each -> onFileSystem(view, each.id())),
                        view.by(EfsTables.ACCESS_POINTS, EfsTables.ACCESS_POINTS_BY_SINGLE_WRITER, ASKED).stream()
                                .flatMap(point -> onFileSystem(view, point.fileSystemId())
                                        .filter(each -> each.accessPointId().equals(Optional.of(point.id())))))
                .flatMap(Function.identity())
                .distinct()
                .filter(writer -> !wanted(view, writer).isEmpty())
                .toList();
    }

    private static Stream<DirectoryWriter> onFileSystem(ReadView view, String fileSystemId) {
        return view.by(EcsTables.WRITERS, EcsTables.WRITERS_BY_FILE_SYSTEM, fileSystemId).stream();
    }

    /** The directories that tags want guarded for one writer. */
    public static Set<Directory> wanted(ReadView view, DirectoryWriter writer) {
        boolean own = view.find(EcsTables.SERVICES, writer.serviceArn())
                        .map(Service::tags)
                        .filter(WriterGuard::asked)
                        .isPresent()
                || view.find(EcsTables.TASK_DEFINITIONS, writer.taskDefinition())
                        .map(TaskDefinition::tags)
                        .filter(WriterGuard::asked)
                        .isPresent();
        return wanted(view, writer, own);
    }

    private static Set<Directory> wanted(ReadView view, DirectoryWriter writer, boolean own) {
        if (view.find(EfsTables.FILE_SYSTEMS, writer.fileSystemId())
                .map(FileSystem::tags)
                .filter(WriterGuard::asked)
                .isPresent()) {
            return Set.of(new Directory(writer.fileSystemId(), "/"));
        }
        boolean byAccessPoint = writer.accessPointId()
                .flatMap(id -> view.find(EfsTables.ACCESS_POINTS, id))
                .map(AccessPoint::tags)
                .filter(WriterGuard::asked)
                .isPresent();
        return own || byAccessPoint ? Set.of(new Directory(writer.fileSystemId(), writer.directory())) : Set.of();
    }

    /** What a task gets, all or nothing. */
    public static Claim claim(ReadView view, Task task) {
        if (!placed(view, task)) {
            return new Claim(List.of(), Optional.empty());
        }
        List<Directory> grants = new ArrayList<>();
        for (DirectoryWriter writer : of(view, task)) {
            for (Directory directory : wanted(view, writer)) {
                if (holds(view, task, directory) || grants.contains(directory)) {
                    continue;
                }
                Optional<Obstacle> obstacle =
                        foreignGuard(view, task.arn(), directory).or(() -> earlier(view, task, directory));
                if (obstacle.isPresent()) {
                    return new Claim(List.of(), obstacle);
                }
                grants.add(directory);
            }
            Optional<Obstacle> foreign = foreignGuard(view, task.arn(), directory(writer));
            if (foreign.isPresent()) {
                return new Claim(List.of(), foreign);
            }
        }
        return new Claim(grants, Optional.empty());
    }

    /** True when a task's agent may be told to start it. */
    public static boolean mayStart(ReadView view, Task task) {
        for (DirectoryWriter writer : of(view, task)) {
            boolean confirmed = wanted(view, writer).stream()
                    .allMatch(directory -> view.find(SharedTables.GUARDS, directory.key())
                            .filter(guard -> guard.heldBy(task.arn()))
                            .filter(guard -> guard.state() == WriterGuard.State.CONFIRMED)
                            .isPresent());
            if (!confirmed || inForce(view, task.arn(), directory(writer))) {
                return false;
            }
        }
        return true;
    }

    /** Guards of tasks that are gone, or for which no tag asks any more. */
    public static List<WriterGuard> toRelease(ReadView view) {
        return view.all(SharedTables.GUARDS).stream()
                .filter(WriterGuard::held)
                .filter(guard -> writers(view, guard.holder().taskArn()).stream()
                        .flatMap(writer -> wanted(view, writer).stream())
                        .noneMatch(directory -> directory.key().equals(guard.key())))
                .toList();
    }

    /**
     * Who is in the way of a further task, which is not there yet.
     *
     * @param definition of a task of no service
     */
    public static Optional<Obstacle> inTheWay(ReadView view, TaskDefinition definition, String containerInstanceArn) {
        Owner nobody = new Owner("", "", containerInstanceArn, Instant.MAX);
        for (DirectoryWriter writer : WrittenDirectories.of(view, definition, nobody)) {
            Optional<Obstacle> obstacle = foreignGuard(view, "", directory(writer));
            for (Directory directory : wanted(view, writer)) {
                obstacle = obstacle.or(() ->
                        others(view, "", directory).findFirst().map(other -> new Obstacle(directory, other.taskArn())));
            }
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        return Optional.empty();
    }

    /** True when a service's tasks would each have to be the single writer of the same. */
    public static boolean contested(ReadView view, TaskDefinition definition, Service service) {
        boolean own = WriterGuard.asked(service.tags()) || WriterGuard.asked(definition.tags());
        Owner anyone = new Owner("", service.arn(), "", Instant.MAX);
        return !service.scheduling().daemon()
                && service.desiredCount() > 1
                && ((own && WrittenDirectories.writesElsewhere(view, definition, anyone))
                        || WrittenDirectories.of(view, definition, anyone).stream()
                                .anyMatch(writer -> !wanted(view, writer, own).isEmpty()));
    }

    /** Another task that writes the directory, where no tag asks for a single writer. */
    public static Optional<DirectoryWriter> rival(ReadView view, DirectoryWriter writer) {
        return wanted(view, writer).isEmpty()
                ? others(view, writer.taskArn(), directory(writer))
                        .filter(other -> other.directory().equals(writer.directory()))
                        .findFirst()
                : Optional.empty();
    }

    /** True when a tag lets only one task of a service write that has one on each instance. */
    public static boolean stopsDaemons(ReadView view, Collection<DirectoryWriter> writers, Service service) {
        return service.scheduling().daemon()
                && writers.stream().anyMatch(writer -> !wanted(view, writer).isEmpty());
    }

    /** True when a tag asks for what nobody can do: some of what a task writes is not known to be of any file system. */
    public static boolean asksInVain(ReadView view, Task task, TaskDefinition definition, Service service) {
        Owner owner = new Owner(
                task.arn(),
                service.arn(),
                task.containerInstanceArn(),
                task.times().created());
        return (WriterGuard.asked(service.tags()) || WriterGuard.asked(definition.tags()))
                && WrittenDirectories.writesElsewhere(view, definition, owner);
    }

    /** Tasks that write in file systems, those first that come first where not all may. */
    public static List<Task> inOrder(ReadView view, Collection<DirectoryWriter> writers) {
        return writers.stream()
                .map(DirectoryWriter::taskArn)
                .distinct()
                .flatMap(arn -> view.find(EcsTables.TASKS, arn).stream())
                .filter(Task::wanted)
                .sorted(FIRST)
                .toList();
    }

    /** Who runs, then who was there first. */
    private static final Comparator<Task> FIRST = Comparator.<Task, Boolean>comparing(SingleWriters::waits)
            .thenComparing(task -> task.times().created())
            .thenComparing(Task::arn);

    private static boolean waits(Task task) {
        return !TaskStatus.PENDING.before(task.lastStatus());
    }

    /** Without a machine there is nobody who could be let write. */
    private static boolean placed(ReadView view, Task task) {
        return view.find(EcsTables.CONTAINER_INSTANCES, task.containerInstanceArn())
                .isPresent();
    }

    private static boolean holds(ReadView view, Task task, Directory directory) {
        return view.find(SharedTables.GUARDS, directory.key())
                .filter(guard -> guard.heldBy(task.arn()))
                .isPresent();
    }

    private static Optional<Obstacle> foreignGuard(ReadView view, String taskArn, Directory directory) {
        return overlapping(view, directory).stream()
                .filter(guard -> guard.held() && !guard.heldBy(taskArn))
                .findFirst()
                .map(guard -> new Obstacle(
                        new Directory(guard.fileSystemId(), guard.directory()),
                        guard.holder().taskArn()));
    }

    /** Of others, also one that file servers still are to release. */
    private static boolean inForce(ReadView view, String taskArn, Directory directory) {
        return overlapping(view, directory).stream()
                .anyMatch(guard -> guard.state() != WriterGuard.State.RELEASED && !guard.heldBy(taskArn));
    }

    private static List<WriterGuard> overlapping(ReadView view, Directory directory) {
        return view.by(SharedTables.GUARDS, SharedTables.GUARDS_BY_FILE_SYSTEM, directory.fileSystemId()).stream()
                .filter(guard -> guard.overlaps(directory.path()))
                .toList();
    }

    /** Somebody else runs there, or was there first. */
    private static Optional<Obstacle> earlier(ReadView view, Task task, Directory directory) {
        return others(view, task.arn(), directory)
                .filter(other -> view.find(EcsTables.TASKS, other.taskArn())
                        .filter(each -> !waits(each) || (placed(view, each) && FIRST.compare(each, task) < 0))
                        .isPresent())
                .findFirst()
                .map(other -> new Obstacle(directory, other.taskArn()));
    }

    private static Stream<DirectoryWriter> others(ReadView view, String taskArn, Directory directory) {
        return onFileSystem(view, directory.fileSystemId())
                .filter(other -> !other.taskArn().equals(taskArn))
                .filter(other -> WriterGuard.contains(directory.path(), other.directory())
                        || WriterGuard.contains(other.directory(), directory.path()));
    }

    private static Directory directory(DirectoryWriter writer) {
        return new Directory(writer.fileSystemId(), writer.directory());
    }

    private static Collection<DirectoryWriter> of(ReadView view, Task task) {
        return writers(view, task.arn());
    }

    private static Collection<DirectoryWriter> writers(ReadView view, String taskArn) {
        return view.by(EcsTables.WRITERS, EcsTables.WRITERS_BY_TASK, taskArn);
    }

    private SingleWriters() {}
}
