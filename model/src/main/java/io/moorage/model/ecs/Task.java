package io.moorage.model.ecs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a task definition on one container instance. It never moves and never starts twice: a replacement is another task.
 *
 * <p>Invariants: {@code lastStatus} only goes forward; {@code desiredStatus} goes from {@code RUNNING} to {@code STOPPED} once; a
 * {@code STOPPED} task never changes again but for its tags.
 *
 * @param arn the key
 * @param taskDefinition key of the definition, {@code family:revision}
 * @param serviceArn of the service that keeps it, or empty
 * @param deploymentId of that service's deployment, or empty
 * @param credentialsId under which its agent serves its role's credentials; hard to guess, never shown by the API
 * @param executionCredentialsId the same of its execution role, which its containers must not guess from the other
 * @param reserved what it takes from its instance until it is stopped
 * @param networkInterface in network mode {@code awsvpc}
 * @param protectedUntil before that, its service does not stop it to scale in or to deploy
 * @param containerInstanceArn and {@code availabilityZone}: empty while it is {@code PROVISIONING}
 * @param capacity of its capacity provider; empty for one that a launch type placed
 * @param sharesDirectories it may write directories that other machines reach: not replaced before it is known to be gone
 */
public record Task(
        String arn,
        String clusterName,
        String taskDefinition,
        String taskDefinitionArn,
        String containerInstanceArn,
        String availabilityZone,
        String group,
        String serviceArn,
        String deploymentId,
        String startedBy,
        String clientToken,
        String credentialsId,
        String executionCredentialsId,
        TaskStatus lastStatus,
        TaskStatus desiredStatus,
        Resources reserved,
        boolean sharesDirectories,
        TaskOverride overrides,
        List<TaskContainer> containers,
        Times times,
        Optional<Stop> stop,
        boolean enableExecuteCommand,
        Optional<TaskInterface> networkInterface,
        Optional<Instant> protectedUntil,
        long version,
        Map<String, String> tags,
        Optional<Capacity> capacity) {
    public Task {
        containers = List.copyOf(containers);
        tags = Map.copyOf(tags);
        if (executionCredentialsId == null) {
            // Of a task from before they were apart.
            executionCredentialsId = "execution-" + credentialsId;
        }
    }

    /**
     * When things happened.
     *
     * @param mounted its file systems were there before its first container; empty when it has none, or its agent does not tell
     * @param connected it had its instance and, in network mode {@code awsvpc}, its interface
     */
    public record Times(
            Instant created,
            Optional<Instant> pullStarted,
            Optional<Instant> pullStopped,
            Optional<Instant> started,
            Optional<Instant> stopping,
            Optional<Instant> executionStopped,
            Optional<Instant> stopped,
            Optional<Instant> mounted,
            Optional<Instant> connected) {
        public static Times created(Instant now, boolean connected) {
            return new Times(
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    connected ? Optional.of(now) : Optional.empty());
        }

        Times connected(Instant now) {
            return new Times(
                    created,
                    pullStarted,
                    pullStopped,
                    started,
                    stopping,
                    executionStopped,
                    stopped,
                    mounted,
                    connected.or(() -> Optional.of(now)));
        }

        /** Its containers have ended. */
        Times ended(Instant now, Optional<Instant> executionEnded) {
            return new Times(
                    created,
                    pullStarted,
                    pullStopped,
                    started,
                    stopping.or(() -> Optional.of(now)),
                    executionStopped.or(() -> executionEnded).or(() -> started.map(any -> now)),
                    stopped,
                    mounted,
                    connected);
        }

        Times stopped(Instant now) {
            return new Times(
                    created,
                    pullStarted,
                    pullStopped,
                    started,
                    stopping,
                    executionStopped,
                    Optional.of(now),
                    mounted,
                    connected);
        }
    }

    public String id() {
        return EcsArns.lastPart(arn);
    }

    public boolean stopped() {
        return lastStatus == TaskStatus.STOPPED;
    }

    /** It is meant to run. */
    public boolean wanted() {
        return desiredStatus == TaskStatus.RUNNING && !stopped();
    }

    public boolean running() {
        return lastStatus == TaskStatus.RUNNING;
    }

    /** It first ran so long ago, or longer. */
    public boolean hasRunFor(Duration time, Instant now) {
        return times.started.filter(started -> !started.plus(time).isAfter(now)).isPresent();
    }

    /** It waits for its capacity provider to have room. */
    public boolean provisioning() {
        return containerInstanceArn.isEmpty() && !stopped();
    }

    /**
     * Its capacity provider has room for it.
     *
     * @param own the interface that it is to wait for; there in network mode {@code awsvpc}, and then only
     */
    public Task placed(ContainerInstance instance, Optional<TaskInterface> own, Instant now) {
        return new Task(
                arn,
                clusterName,
                taskDefinition,
                taskDefinitionArn,
                instance.arn(),
                instance.availabilityZone(),
                group,
                serviceArn,
                deploymentId,
                startedBy,
                clientToken,
                credentialsId,
                executionCredentialsId,
                own.isPresent() ? TaskStatus.PROVISIONING : TaskStatus.PENDING,
                desiredStatus,
                reserved,
                sharesDirectories,
                overrides,
                containers,
                own.isPresent() ? times : times.connected(now),
                stop,
                enableExecuteCommand,
                own,
                protectedUntil,
                version + 1,
                tags,
                capacity);
    }

    /** It is to stop; the first cause stays. */
    public Task stopRequested(Stop why, Instant now) {
        if (desiredStatus == TaskStatus.STOPPED) {
            return this;
        }
        if (provisioning()) {
            return gone(why, now);
        }
        Times stopping = new Times(
                times.created,
                times.pullStarted,
                times.pullStopped,
                times.started,
                Optional.of(now),
                times.executionStopped,
                times.stopped,
                times.mounted,
                times.connected);
        TaskStatus status = running() ? TaskStatus.DEACTIVATING : lastStatus;
        return copy(status, TaskStatus.STOPPED, containers, stopping, stop.or(() -> Optional.of(why)));
    }

    /** It is gone without its agent having said so. */
    public Task gone(Stop why, Instant now) {
        if (stopped()) {
            return this;
        }
        List<TaskContainer> all =
                containers.stream().map(TaskContainer::stopped).toList();
        return copy(
                TaskStatus.STOPPED,
                TaskStatus.STOPPED,
                all,
                times.ended(now, Optional.empty()).stopped(now),
                stop.or(() -> Optional.of(why)));
    }

    /** Its agent reported; reports may come twice, and never take anything back. */
    public Task reported(TaskReport report, Instant now) {
        if (ended()) {
            return this;
        }
        List<TaskContainer> all = applied(report.containers());
        Times pulled = new Times(
                times.created,
                report.pullStartedAt().or(times::pullStarted),
                report.pullStoppedAt().or(times::pullStopped),
                times.started,
                times.stopping,
                times.executionStopped,
                times.stopped,
                times.mounted.or(() -> report.mountedAt().map(told -> between(times.created, told, now))),
                times.connected);
        Task heard = copy(lastStatus, desiredStatus, all, pulled, stop);
        TaskStatus said = report.status().orElse(lastStatus);
        return switch (said) {
            case RUNNING -> heard.startedRunning(now);
            case STOPPED -> heard.finished(report, now);
            default -> heard;
        };
    }

    private Task startedRunning(Instant now) {
        if (!lastStatus.before(TaskStatus.RUNNING)) {
            return this;
        }
        Times started = new Times(
                times.created,
                times.pullStarted,
                times.pullStopped,
                Optional.of(now),
                times.stopping,
                times.executionStopped,
                times.stopped,
                times.mounted,
                times.connected);
        TaskStatus status = desiredStatus == TaskStatus.STOPPED ? TaskStatus.DEACTIVATING : TaskStatus.RUNNING;
        return copy(status, desiredStatus, containers, started, stop);
    }

    /** A task with an interface of its own is not {@code STOPPED} before that is gone (ECS guide, "Task lifecycle", DEPROVISIONING). */
    private Task finished(TaskReport report, Instant now) {
        List<TaskContainer> all =
                containers.stream().map(TaskContainer::stopped).toList();
        Times ended = times.ended(now, report.executionStoppedAt());
        Optional<Stop> cause = stop.or(() -> Optional.of(causeOf(report, all)));
        return networkInterface.isEmpty()
                ? copy(TaskStatus.STOPPED, TaskStatus.STOPPED, all, ended.stopped(now), cause)
                : copy(
                        TaskStatus.DEPROVISIONING,
                        TaskStatus.STOPPED,
                        all,
                        ended,
                        cause,
                        networkInterface.map(each -> each.in(TaskInterface.Status.DETACHING)),
                        protectedUntil);
    }

    /** Its interface goes with it. */
    public Task deprovisioned(Instant now) {
        return lastStatus == TaskStatus.DEPROVISIONING
                ? copy(TaskStatus.STOPPED, TaskStatus.STOPPED, containers, times.stopped(now), stop)
                : this;
    }

    /** Its containers run no more. */
    public boolean ended() {
        return !lastStatus.before(TaskStatus.DEPROVISIONING);
    }

    private Stop causeOf(TaskReport report, List<TaskContainer> all) {
        if (!report.reason().isEmpty()) {
            return times.started.isEmpty()
                    ? Stop.failedToStart(report.reason())
                    : new Stop(StopCode.EssentialContainerExited, report.reason());
        }
        Optional<String> failure =
                all.stream().flatMap(each -> each.reason().stream()).findFirst();
        boolean neverRan = times.started.isEmpty()
                && all.stream().noneMatch(each -> each.exitCode().isPresent());
        return neverRan ? Stop.failedToStart(failure.orElse("Task failed to start")) : Stop.essentialContainerExited();
    }

    /** Of another machine's clock, which may be wrong. */
    private static Instant between(Instant earliest, Instant told, Instant latest) {
        return told.isBefore(earliest) ? earliest : told.isAfter(latest) ? latest : told;
    }

    private List<TaskContainer> applied(List<ContainerReport> reports) {
        List<TaskContainer> all = new ArrayList<>(containers);
        for (ContainerReport report : reports) {
            all.replaceAll(each -> each.name().equals(report.containerName()) ? each.reported(report) : each);
        }
        return all;
    }

    public Task withContainers(List<TaskContainer> now) {
        return copy(lastStatus, desiredStatus, now, times, stop);
    }

    /** Healthy when every essential container with a check is; {@code UNKNOWN} while one of them is. */
    public String healthStatus() {
        List<String> essential = containers.stream()
                .filter(TaskContainer::essential)
                .map(TaskContainer::healthStatus)
                .toList();
        if (essential.contains("UNHEALTHY")) {
            return "UNHEALTHY";
        }
        return essential.contains("UNKNOWN") || essential.isEmpty() ? "UNKNOWN" : "HEALTHY";
    }

    public Task withTags(Map<String, String> newTags) {
        return new Task(
                arn,
                clusterName,
                taskDefinition,
                taskDefinitionArn,
                containerInstanceArn,
                availabilityZone,
                group,
                serviceArn,
                deploymentId,
                startedBy,
                clientToken,
                credentialsId,
                executionCredentialsId,
                lastStatus,
                desiredStatus,
                reserved,
                sharesDirectories,
                overrides,
                containers,
                times,
                stop,
                enableExecuteCommand,
                networkInterface,
                protectedUntil,
                version,
                newTags,
                capacity);
    }

    public Task with(TaskInterface changed) {
        return copy(lastStatus, desiredStatus, containers, times, stop, Optional.of(changed), protectedUntil);
    }

    /** Its interface is on its instance: its containers may be started. */
    public Task attached(Instant now) {
        if (ended() || networkInterface.isEmpty()) {
            return this;
        }
        TaskStatus next = lastStatus == TaskStatus.PROVISIONING ? TaskStatus.PENDING : lastStatus;
        return copy(
                next,
                desiredStatus,
                containers,
                times.connected(now),
                stop,
                networkInterface.map(each -> each.in(TaskInterface.Status.ATTACHED)),
                protectedUntil);
    }

    /** @param until empty: no longer */
    public Task protectedUntil(Optional<Instant> until) {
        return copy(lastStatus, desiredStatus, containers, times, stop, networkInterface, until);
    }

    /** Its service must not stop it of its own accord ({@code API_UpdateTaskProtection}). */
    public boolean isProtected(Instant now) {
        return protectedUntil.filter(now::isBefore).isPresent();
    }

    /** Its agent is told to stop it: load balancers lead to it no more. */
    public Task stopping() {
        return lastStatus == TaskStatus.DEACTIVATING
                ? copy(TaskStatus.STOPPING, desiredStatus, containers, times, stop)
                : this;
    }

    private Task copy(
            TaskStatus last, TaskStatus desired, List<TaskContainer> all, Times newTimes, Optional<Stop> newStop) {
        return copy(last, desired, all, newTimes, newStop, networkInterface, protectedUntil);
    }

    private Task copy(
            TaskStatus last,
            TaskStatus desired,
            List<TaskContainer> all,
            Times newTimes,
            Optional<Stop> newStop,
            Optional<TaskInterface> newInterface,
            Optional<Instant> newProtection) {
        return new Task(
                arn,
                clusterName,
                taskDefinition,
                taskDefinitionArn,
                containerInstanceArn,
                availabilityZone,
                group,
                serviceArn,
                deploymentId,
                startedBy,
                clientToken,
                credentialsId,
                executionCredentialsId,
                last,
                desired,
                reserved,
                sharesDirectories,
                overrides,
                all,
                newTimes,
                newStop,
                enableExecuteCommand,
                newInterface,
                newProtection,
                version + 1,
                tags,
                capacity);
    }
}
