package io.moorage.model.ecs;

import java.util.List;
import java.util.Optional;

/**
 * A container of a task, as last reported.
 *
 * @param lastStatus {@code PENDING}, {@code RUNNING} or {@code STOPPED}
 * @param exitCode absent while it runs and when its process never ran
 * @param healthStatus {@code HEALTHY}, {@code UNHEALTHY} or {@code UNKNOWN}
 */
public record TaskContainer(
        String containerArn,
        String name,
        String image,
        boolean essential,
        TaskStatus lastStatus,
        Optional<String> runtimeId,
        Optional<String> imageDigest,
        Optional<Integer> exitCode,
        Optional<String> reason,
        List<NetworkBinding> networkBindings,
        String healthStatus) {
    public TaskContainer {
        networkBindings = List.copyOf(networkBindings);
    }

    /** The same container may be reported more than once, in order; what was known stays when a report does not say it. */
    public TaskContainer reported(ContainerReport report) {
        boolean later = lastStatus.before(report.status());
        TaskStatus next = later ? report.status() : lastStatus;
        return new TaskContainer(
                containerArn,
                name,
                image,
                essential,
                next,
                report.runtimeId().or(() -> runtimeId),
                report.imageDigest().or(() -> imageDigest),
                report.status() == TaskStatus.STOPPED ? report.exitCode().or(() -> exitCode) : exitCode,
                report.reason().filter(text -> !text.isEmpty()).or(() -> reason),
                report.networkBindings().isEmpty() ? networkBindings : report.networkBindings(),
                healthStatus);
    }

    public TaskContainer stopped() {
        return new TaskContainer(
                containerArn,
                name,
                image,
                essential,
                TaskStatus.STOPPED,
                runtimeId,
                imageDigest,
                exitCode,
                reason,
                networkBindings,
                healthStatus);
    }

    public TaskContainer withHealth(String now) {
        return new TaskContainer(
                containerArn,
                name,
                image,
                essential,
                lastStatus,
                runtimeId,
                imageDigest,
                exitCode,
                reason,
                networkBindings,
                now);
    }
}
