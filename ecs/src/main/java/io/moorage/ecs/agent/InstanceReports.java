package io.moorage.ecs.agent;

import io.moorage.agentwire.acs.InstanceStateReport;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.InstanceMounts;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the reports of agents with a lease change in the store. Safe for use by many threads. */
final class InstanceReports {
    private final Store store;
    private final TaskWrites writes;

    InstanceReports(Store store, TaskWrites writes) {
        this.store = store;
        this.writes = writes;
    }

    /** An instance that booted anew has lost the tasks that it does not report. */
    void apply(String arn, InstanceStateReport report, Instant now) {
        store.transact(tx -> {
            Optional<ContainerInstance> found = tx.find(EcsTables.CONTAINER_INSTANCES, arn);
            found.ifPresent(each -> writes.mounted(tx, mounts(arn, report)));
            if (found.isEmpty() || found.get().lost() || found.get().bootId().equals(report.bootId())) {
                return arn;
            }
            ContainerInstance instance = found.get();
            if (!instance.bootId().isEmpty()) {
                Set<String> running = report.tasks().stream()
                        .map(InstanceStateReport.RunningTask::taskArn)
                        .collect(Collectors.toSet());
                Stop why = Stop.hostGone(instance.ec2InstanceId(), "rebooted");
                tx.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, arn).stream()
                        .filter(task -> !running.contains(task.arn()))
                        .filter(task -> !task.lastStatus().before(TaskStatus.RUNNING))
                        .forEach(task -> writes.save(tx, task, task.gone(why, now), now));
            }
            tx.update(EcsTables.CONTAINER_INSTANCES, instance.booted(report.bootId()));
            return arn;
        });
    }

    private static InstanceMounts mounts(String arn, InstanceStateReport report) {
        return new InstanceMounts(
                arn,
                report.mounts().stream()
                        .map(each -> new InstanceMounts.Mount(each.directory(), each.source()))
                        .toList());
    }
}
