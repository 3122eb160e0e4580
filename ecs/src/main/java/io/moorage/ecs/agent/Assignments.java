package io.moorage.ecs.agent;

import io.moorage.agentwire.Capabilities;
import io.moorage.agentwire.acs.IAMRoleCredentialsMessage;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.ecs.decide.Balanced;
import io.moorage.ecs.decide.SingleWriters;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskInterface;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an instance's agent is sent for its tasks: runs, stops, fresh credentials; and what becomes of tasks that cannot be started. Safe for
 * use by many threads.
 */
final class Assignments {
    /** Credentials are replaced when less of their life than this is left. */
    private static final Duration REFRESH_BEFORE = Duration.ofMinutes(15);

    private final Store store;
    private final TaskWrites writes;
    private final TaskRoles roles;

    Assignments(Store store, TaskWrites writes, TaskRoles roles) {
        this.store = store;
        this.writes = writes;
        this.roles = roles;
    }

    /** As {@link AgentSessions#dispatch}, to an instance that is connected and not lost. */
    void send(AgentSession session, ContainerInstance instance, ReadView view, Set<String> refused, Instant now) {
        Collection<Task> live = view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instance.arn());
        if (instance.has(Capabilities.FULL_SYNC)) {
            session.manifest(live, now);
        }
        Set<String> interesting = live.stream().map(Task::arn).collect(Collectors.toSet());
        Set<String> surplus = surplus(session, interesting);
        session.retain(Stream.concat(interesting.stream(), surplus.stream()).collect(Collectors.toSet()));
        surplus.forEach(arn -> session.stop(arn, now));
        List<Task> toStop = live.stream()
                .filter(task -> task.desiredStatus() == TaskStatus.STOPPED && !task.ended())
                .filter(task -> !Balanced.awaitsDeregistration(view, task, refused))
                .toList();
        stopping(toStop, now);
        toStop.forEach(task -> session.stop(task.arn(), now));
        live.stream()
                .filter(task -> task.desiredStatus() != TaskStatus.STOPPED)
                .forEach(task -> further(session, view, task, now));
    }

    private void further(AgentSession session, ReadView view, Task task, Instant now) {
        if (task.lastStatus() == TaskStatus.PROVISIONING) {
            attach(session, task, now);
        } else if (task.lastStatus().before(TaskStatus.RUNNING)) {
            run(session, view, task, now);
        } else {
            refreshCredentials(session, view, task, now);
        }
    }

    /** What the agent reported to run, and nobody wants any more. */
    private static Set<String> surplus(AgentSession session, Set<String> live) {
        return session.claimed().stream().filter(arn -> !live.contains(arn)).collect(Collectors.toSet());
    }

    private void attach(AgentSession session, Task task, Instant now) {
        Instant since = task.networkInterface()
                .flatMap(TaskInterface::madeAt)
                .orElse(task.times().created());
        if (now.isBefore(since.plus(AgentSession.ATTACH_WITHIN))) {
            session.attach(task, now);
        } else {
            cannotStart(
                    task, Stop.failedToStart("Timeout waiting for network interface provisioning to complete."), now);
        }
    }

    private void run(AgentSession session, ReadView view, Task task, Instant now) {
        if (!session.wants(task.arn(), TaskPayload.RUNNING, now) || !SingleWriters.mayStart(view, task)) {
            return;
        }
        TaskDefinition definition =
                view.find(EcsTables.TASK_DEFINITIONS, task.taskDefinition()).orElseThrow();
        TaskRoles.Issued issued = roles.issue(task, definition);
        if (issued.refused().isPresent()) {
            cannotAssume(task, issued.refused().get(), now);
        } else {
            session.run(
                    task,
                    definition,
                    new AssignmentBuilder.Roles(
                            issued.task().orElse(null), issued.execution().orElse(null)),
                    now);
        }
    }

    private void refreshCredentials(AgentSession session, ReadView view, Task task, Instant now) {
        boolean fresh = session.credentialsUntil(task.arn())
                .filter(until -> now.plus(REFRESH_BEFORE).isBefore(until))
                .isPresent();
        if (fresh) {
            return;
        }
        TaskRoles.Issued issued = roles.issue(
                task,
                view.find(EcsTables.TASK_DEFINITIONS, task.taskDefinition()).orElseThrow());
        issued.execution()
                .ifPresent(each -> session.refresh(task.arn(), IAMRoleCredentialsMessage.TASK_EXECUTION, each));
        issued.task().ifPresent(each -> session.refresh(task.arn(), IAMRoleCredentialsMessage.TASK_APPLICATION, each));
    }

    /** What is stopped next shows it (ECS developer guide, "Task lifecycle"). */
    private void stopping(List<Task> tasks, Instant now) {
        if (tasks.stream().noneMatch(each -> each.lastStatus() == TaskStatus.DEACTIVATING)) {
            return;
        }
        store.transact(tx -> {
            tasks.stream()
                    .flatMap(each -> tx.find(EcsTables.TASKS, each.arn()).stream())
                    .forEach(each -> writes.save(tx, each, each.stopping(), now));
            return now;
        });
    }

    private void cannotAssume(Task task, String roleArn, Instant now) {
        Stop why = Stop.cannotAssume(roleArn);
        cannotStart(task, why, now);
        store.transact(tx -> {
            writes.failedToLaunch(tx, task, why, now);
            return task;
        });
    }

    private void cannotStart(Task task, Stop why, Instant now) {
        store.transact(tx -> {
            tx.find(EcsTables.TASKS, task.arn())
                    .filter(each -> each.lastStatus().before(TaskStatus.RUNNING))
                    .ifPresent(each -> writes.save(tx, each, each.gone(why, now), now));
            return task;
        });
    }
}
