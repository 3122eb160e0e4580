package io.moorage.ecs.loop;

import io.moorage.ecs.EcsIds;
import io.moorage.ecs.decide.EventWords;
import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.InstanceMounts;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.StopCode;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskInterface;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The one place where tasks are made and changed; what a change means to the task's service is written with it. */
public final class TaskWrites {
    /** This many in a row, and the service's events say so. */
    private static final int CONSISTENT_FAILURES = 3;

    private final EcsArns arns;
    private final EcsIds ids;
    private final TaskInterfaces interfaces;
    private final ServiceWrites services;

    /** @param random of addresses' hardware side */
    public TaskWrites(EcsArns arns, EcsIds ids, RandomGenerator random) {
        this.arns = arns;
        this.ids = ids;
        this.interfaces = new TaskInterfaces(arns, ids, random);
        this.services = new ServiceWrites(arns);
    }

    /** Where services are written whose deployments may have changed. */
    public ServiceWrites services() {
        return services;
    }

    /**
     * What a task is started for.
     *
     * @param serviceArn and {@code deploymentId}: empty for a task of no service
     * @param network there in network mode {@code awsvpc}, and then only
     */
    public record Start(
            TaskDefinition definition,
            TaskOverride overrides,
            String group,
            String serviceArn,
            String deploymentId,
            String startedBy,
            String clientToken,
            boolean enableExecuteCommand,
            Optional<NetworkPlace> network,
            Map<String, String> tags) {}

    /** A new task on {@code instance}, for its agent to start. */
    public Task start(Transaction tx, Start start, ContainerInstance instance, Instant now) {
        return start(tx, start, instance.clusterName(), Optional.of(instance), Optional.empty(), now);
    }

    /**
     * A new task.
     *
     * @param instance for its agent to start; empty: it waits for its capacity provider
     */
    public Task start(
            Transaction tx,
            Start start,
            String cluster,
            Optional<ContainerInstance> instance,
            Optional<Capacity> capacity,
            Instant now) {
        String id = ids.hex();
        Optional<TaskInterface> own =
                instance.flatMap(on -> start.network().flatMap(place -> interfaces.make(tx, place, on, now)));
        TaskDefinition definition = start.definition();
        Optional<String> executionRole = start.overrides().executionRoleArn().or(definition::executionRoleArn);
        Task task = new Task(
                arns.task(cluster, id),
                cluster,
                definition.key(),
                definition.arn(),
                instance.map(ContainerInstance::arn).orElse(""),
                instance.map(ContainerInstance::availabilityZone).orElse(""),
                start.group(),
                start.serviceArn(),
                start.deploymentId(),
                start.startedBy(),
                start.clientToken(),
                ids.uuid(),
                executionRole.isPresent() ? ids.uuid() : "",
                instance.isPresent() && start.network().isEmpty() ? TaskStatus.PENDING : TaskStatus.PROVISIONING,
                TaskStatus.RUNNING,
                definition.demand(start.overrides()),
                definition.writesSharedDirectories(),
                start.overrides(),
                definition.containerDefinitions().stream()
                        .map(each -> container(cluster, id, each))
                        .toList(),
                Task.Times.created(now, instance.isPresent() && start.network().isEmpty()),
                Optional.empty(),
                start.enableExecuteCommand(),
                own,
                Optional.empty(),
                1,
                start.tags(),
                capacity);
        tx.insert(EcsTables.TASKS, task);
        if (instance.isPresent() && start.network().isPresent() && own.isEmpty()) {
            return withoutAddress(tx, task, task, now);
        }
        if (instance.isPresent()) {
            noteWriter(tx, task, definition, now);
        }
        return task;
    }

    private void noteWriter(Transaction tx, Task task, TaskDefinition definition, Instant now) {
        WriterWrites.started(tx, task, definition)
                .forEach(notice -> tell(tx, notice.serviceArn(), notice.words(), now));
    }

    /** A task that failed to start, and counts as one: its service waits before it tries again. */
    private Task withoutAddress(Transaction tx, Task before, Task placed, Instant now) {
        Task failed = placed.gone(
                Stop.failedToStart("ResourceInitializationError: no subnet of the task's has a free address."), now);
        save(tx, before, failed, now);
        tx.find(EcsTables.SERVICES, failed.serviceArn()).ifPresent(service -> {
            String words = EventWords.withoutAddress(service.name());
            if (service.isNews(words)) {
                update(tx, service, service.with(event(words, now)));
            }
        });
        return failed;
    }

    /** A waiting task has got its instance, and where it is to have one, its interface. */
    void place(Transaction tx, Task waiting, TaskDefinition definition, ContainerInstance instance, Instant now) {
        Optional<NetworkPlace> network = waiting.capacity().flatMap(Capacity::network);
        Optional<TaskInterface> own = network.flatMap(place -> interfaces.make(tx, place, instance, now));
        Task placed = waiting.placed(instance, own, now);
        if (network.isPresent() && own.isEmpty()) {
            withoutAddress(tx, waiting, placed, now);
        } else {
            save(tx, waiting, placed, now);
            noteWriter(tx, placed, definition, now);
        }
    }

    /** The Availability Zones in which a task with this place can be started. */
    public static Set<String> zones(ReadView view, NetworkPlace place) {
        return TaskInterfaces.zones(view, place);
    }

    /** Writes what became of {@code before}; nothing when that is the same. */
    public void save(Transaction tx, Task before, Task changed, Instant now) {
        if (changed.equals(before)) {
            return;
        }
        Task after = TaskInterfaces.release(tx, changed);
        tx.update(EcsTables.TASKS, after);
        if (after.stopped()) {
            WriterWrites.stopped(tx, after);
        }
        if (after.serviceArn().isEmpty()) {
            return;
        }
        if (!before.running() && after.running()) {
            tx.find(EcsTables.SERVICES, after.serviceArn())
                    .ifPresent(service -> update(tx, service, service.taskRuns(after.deploymentId(), now)));
        }
        if (failedHealthChecks(before, after)) {
            tx.find(EcsTables.SERVICES, after.serviceArn())
                    .filter(each -> !each.deployments().isEmpty()
                            && each.primary().inProgress()
                            && each.primary().id().equals(after.deploymentId()))
                    .ifPresent(service -> update(tx, service, service.withPrimary(each -> each.unhealthy(1, now))));
        }
        if (failedToStart(before, after)) {
            tx.find(EcsTables.SERVICES, after.serviceArn()).ifPresent(service -> countFailure(tx, service, after, now));
        }
    }

    /** Its service says why, as long as its events do not say so already. */
    public void failedToLaunch(Transaction tx, Task task, Stop why, Instant now) {
        tell(tx, task.serviceArn(), EventWords.failedToLaunch(EcsArns.lastPart(task.serviceArn()), why.reason()), now);
    }

    /** What an agent said is mounted on its instance. */
    public void mounted(Transaction tx, InstanceMounts mounts) {
        WriterWrites.mounted(tx, mounts);
    }

    public ServiceEvent event(String message, Instant now) {
        return new ServiceEvent(ids.uuid(), now, message);
    }

    /** Once, while its events remember it. */
    private void tell(Transaction tx, String serviceArn, String words, Instant now) {
        tx.find(EcsTables.SERVICES, serviceArn)
                .filter(service -> service.events().stream()
                        .noneMatch(event -> event.message().equals(words)))
                .ifPresent(service -> update(tx, service, service.with(event(words, now))));
    }

    private void countFailure(Transaction tx, Service service, Task task, Instant now) {
        Service counted = service.taskFailedToStart(task.deploymentId(), now);
        boolean say = counted.failedTasks(task.deploymentId()) == CONSISTENT_FAILURES
                && service.failedTasks(task.deploymentId()) < CONSISTENT_FAILURES;
        update(
                tx,
                service,
                say ? counted.with(event(EventWords.cannotStartConsistently(service.name()), now)) : counted);
    }

    /** Its service stops it for what its load balancer or its own health checks say. */
    private static boolean failedHealthChecks(Task before, Task after) {
        return before.wanted()
                && !after.wanted()
                && after.stop()
                        .filter(stop -> stop.equals(Stop.failedContainerHealthChecks())
                                || stop.reason().startsWith("Task failed ELB health checks"))
                        .isPresent();
    }

    /** It stopped by itself without ever having run. */
    private static boolean failedToStart(Task before, Task after) {
        return !before.ended()
                && after.ended()
                && before.wanted()
                && after.times().started().isEmpty()
                && after.stop()
                        .filter(stop -> stop.code() == StopCode.TaskFailedToStart
                                || stop.code() == StopCode.EssentialContainerExited)
                        .isPresent();
    }

    private static void update(Transaction tx, Service before, Service after) {
        if (!after.equals(before)) {
            tx.update(EcsTables.SERVICES, after);
        }
    }

    private TaskContainer container(String cluster, String taskId, ContainerDefinition definition) {
        return new TaskContainer(
                arns.container(cluster, taskId, ids.uuid()),
                definition.name(),
                definition.image(),
                definition.essential(),
                TaskStatus.PENDING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                "UNKNOWN");
    }
}
