package io.moorage.ecs.loop;

import io.moorage.ecs.decide.SingleWriters;
import io.moorage.ecs.decide.SingleWriters.Claim;
import io.moorage.ecs.decide.SingleWriters.Obstacle;
import io.moorage.ecs.decide.WriterWords;
import io.moorage.ecs.decide.WrittenDirectories;
import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.DirectoryWriter;
import io.moorage.model.ecs.InstanceMounts;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import io.moorage.store.SharedTables;
import io.moorage.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes down what tasks write, and hands the guards of directories with a single writer from task to task. */
final class WriterWrites {
    /** What a service's events are to say. */
    record Notice(String serviceArn, String words) {}

    /** A task was made: it gets its guards in the same transaction if nothing is in the way. */
    static List<Notice> started(Transaction tx, Task task, TaskDefinition definition) {
        if (!task.sharesDirectories()) {
            return List.of();
        }
        List<Notice> notices = new ArrayList<>();
        Collection<DirectoryWriter> writers = WrittenDirectories.of(tx, task, definition);
        for (DirectoryWriter writer : writers) {
            tx.put(EcsTables.WRITERS, writer);
            SingleWriters.rival(tx, writer)
                    .flatMap(rival -> warning(tx, writer, rival))
                    .ifPresent(notices::add);
        }
        Optional<Obstacle> obstacle = claim(tx, task).obstacle();
        tx.find(EcsTables.SERVICES, task.serviceArn()).ifPresent(service -> {
            obstacle.ifPresent(
                    each -> notices.add(new Notice(service.arn(), WriterWords.waits(service.name(), task.id(), each))));
            if (SingleWriters.stopsDaemons(tx, writers, service)) {
                notices.add(new Notice(service.arn(), WriterWords.daemon(service.name())));
            }
            if (SingleWriters.asksInVain(tx, task, definition, service)) {
                notices.add(new Notice(service.arn(), WriterWords.inVain(service.name())));
            }
        });
        return notices;
    }

    /** To the service that comes second; to the first when a task of no service comes second. */
    private static Optional<Notice> warning(Transaction tx, DirectoryWriter writer, DirectoryWriter rival) {
        return tx.find(EcsTables.SERVICES, writer.serviceArn())
                .or(() -> tx.find(EcsTables.SERVICES, rival.serviceArn()))
                .map(told -> new Notice(told.arn(), WriterWords.rivals(told.name(), writer, rival)));
    }

    /** An agent said what is mounted: paths of its instance may lie on file systems that nobody knew of. */
    static void mounted(Transaction tx, InstanceMounts mounts) {
        InstanceMounts before = tx.find(EcsTables.INSTANCE_MOUNTS, mounts.containerInstanceArn())
                .orElseGet(() -> new InstanceMounts(mounts.containerInstanceArn(), List.of()));
        if (mounts.equals(before)) {
            return;
        }
        tx.put(EcsTables.INSTANCE_MOUNTS, mounts);
        adopt(tx, tx.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, mounts.containerInstanceArn()));
    }

    /** Writes down what these tasks write, as far as that was not known when they were made. */
    static void adopt(Transaction tx, Collection<Task> live) {
        for (Task task : live.stream().filter(Task::sharesDirectories).toList()) {
            tx.find(EcsTables.TASK_DEFINITIONS, task.taskDefinition())
                    .map(definition -> WrittenDirectories.of(tx, task, definition))
                    .ifPresent(writers -> writers.forEach(writer -> tx.put(EcsTables.WRITERS, writer)));
        }
    }

    /** A task has ended for good: what it held is for the next, at once. Who waited for one that held nothing is found later. */
    static void stopped(Transaction tx, Task task) {
        Set<String> released = new HashSet<>();
        for (DirectoryWriter gone : List.copyOf(tx.by(EcsTables.WRITERS, EcsTables.WRITERS_BY_TASK, task.arn()))) {
            tx.delete(EcsTables.WRITERS, gone.key());
            for (WriterGuard guard :
                    List.copyOf(tx.by(SharedTables.GUARDS, SharedTables.GUARDS_BY_FILE_SYSTEM, gone.fileSystemId()))) {
                if (guard.heldBy(task.arn())) {
                    tx.update(SharedTables.GUARDS, guard.releasing());
                    released.add(guard.fileSystemId());
                }
            }
        }
        List<DirectoryWriter> left = released.stream()
                .flatMap(id -> tx.by(EcsTables.WRITERS, EcsTables.WRITERS_BY_FILE_SYSTEM, id).stream())
                .filter(writer -> !SingleWriters.wanted(tx, writer).isEmpty())
                .toList();
        SingleWriters.inOrder(tx, left).forEach(each -> claim(tx, each));
    }

    /** A task gets the guards it needs and has not, all or none. */
    static Claim claim(Transaction tx, Task task) {
        Claim claim = SingleWriters.claim(tx, task);
        for (SingleWriters.Directory each : claim.grants()) {
            ContainerInstance instance = tx.find(EcsTables.CONTAINER_INSTANCES, task.containerInstanceArn())
                    .orElseThrow();
            Set<String> addresses = new HashSet<>(instance.addresses());
            addresses.addAll(LossStep.addressesOf(tx, instance.ec2InstanceId()));
            WriterGuard.Holder holder =
                    new WriterGuard.Holder(task.arn(), instance.arn(), instance.ec2InstanceId(), addresses);
            Optional<WriterGuard> before = tx.find(SharedTables.GUARDS, each.key());
            tx.put(SharedTables.GUARDS, WriterGuard.granted(before, each.fileSystemId(), each.path(), holder));
        }
        return claim;
    }

    private WriterWrites() {}
}
