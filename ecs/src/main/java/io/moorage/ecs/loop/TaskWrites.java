package io.moorage.ecs.loop;

import io.moorage.ecs.EcsIds;
import io.moorage.ecs.decide.EventWords;
import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.ContainerDefinition;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.StopCode;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.EcsTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one place where tasks are made and changed; what a change means to the task's service is written with it. */
public final class TaskWrites {
    /** This many in a row, and the service's events say so. */
    private static final int CONSISTENT_FAILURES = 3;

    private final EcsArns arns;
    private final EcsIds ids;

    public TaskWrites(EcsArns arns, EcsIds ids) {
        this.arns = arns;
        this.ids = ids;
    }

    /**
     * What a task is started for.
     *
     * @param serviceArn and {@code deploymentId}: empty for a task of no service
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
        TaskDefinition definition = start.definition();
        var own = definition.demand();
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
                instance.isPresent() ? TaskStatus.PENDING : TaskStatus.PROVISIONING,
                TaskStatus.RUNNING,
                new io.moorage.model.ecs.Resources(
                        start.overrides().cpu().orElse(own.cpu()),
                        start.overrides().memory().orElse(own.memory()),
                        own.ports(),
                        own.portsUdp()),
                definition.writesSharedDirectories(),
                start.overrides(),
                definition.containerDefinitions().stream()
                        .map(each -> container(cluster, id, each))
                        .toList(),
                Task.Times.created(now),
                Optional.empty(),
                start.enableExecuteCommand(),
                1,
                start.tags(),
                capacity);
        tx.insert(EcsTables.TASKS, task);
        return task;
    }

    /** Writes what became of {@code before}; nothing when that is the same. */
    public void save(Transaction tx, Task before, Task after, Instant now) {
        if (after.equals(before)) {
            return;
        }
        tx.update(EcsTables.TASKS, after);
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

    public ServiceEvent event(String message, Instant now) {
        return new ServiceEvent(ids.uuid(), now, message);
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
        return !before.stopped()
                && after.stopped()
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
