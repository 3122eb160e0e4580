package io.moorage.ecs.agent;

import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.AttachTaskNetworkInterfacesMessage;
import io.moorage.agentwire.acs.HeartbeatMessage;
import io.moorage.agentwire.acs.IAMRoleCredentialsMessage;
import io.moorage.agentwire.acs.InstanceStateReport;
import io.moorage.agentwire.acs.PayloadMessage;
import io.moorage.agentwire.acs.PrefetchImagesMessage;
import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.agentwire.acs.StartExecMessage;
import io.moorage.agentwire.acs.StopAndConfirmMessage;
import io.moorage.agentwire.acs.TaskIdentifier;
import io.moorage.agentwire.acs.TaskManifestMessage;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.TaskStopVerificationAck;
import io.moorage.agentwire.acs.TaskStopVerificationMessage;
import io.moorage.ecs.decide.NodeHealth;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One agent's present connection: what it was sent and acknowledged. Nothing here outlives the connection; all of it is made again from
 * the store on the next. Safe for use by many threads.
 */
final class AgentSession {
    private static final Duration STOCK_HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration RESEND_AFTER = Duration.ofSeconds(5);
    /** ECS gives an interface so long. */
    static final Duration ATTACH_WITHIN = Duration.ofMinutes(5);
    /** Beside what a payload can ask for. */
    private static final String ATTACHING = "ATTACHING";

    /**
     * Who is connected.
     *
     * @param launchType of the tasks that are placed on it, as the agent is told
     * @param leased it gets a heartbeat each second and Moorage's own messages
     */
    record Peer(String instanceArn, String clusterArn, String clusterName, String launchType, boolean leased) {}

    private final Peer peer;
    private final Transport transport;
    private final EcsArns arns;
    private final Supplier<String> messageIds;
    private final MessageNumbers numbers;
    private final Map<String, Sent> sent = new HashMap<>();
    private final Map<String, Instant> credentialsUntil = new HashMap<>();
    private Set<String> prefetched = Set.of();
    private Instant heartbeatDue;
    private volatile Instant lastHeard;
    /** When the first heartbeat went out that nothing was heard since. */
    private volatile Instant asked;

    private volatile @Nullable InstanceStateReport report;
    private @Nullable Sent stopAndConfirm;
    private boolean manifestSent;
    private boolean looked;
    private Set<String> candidates = Set.of();

    /** @param at when; the connection itself counts as a sign of life */
    AgentSession(
            Peer peer,
            Transport transport,
            EcsArns arns,
            Supplier<String> messageIds,
            MessageNumbers numbers,
            Instant at) {
        this.peer = peer;
        this.arns = arns;
        this.transport = transport;
        this.messageIds = messageIds;
        this.numbers = numbers;
        this.heartbeatDue = at;
        this.lastHeard = at;
        this.asked = at;
    }

    private record Sent(String desired, String messageId, Instant at, boolean acknowledged) {
        /** To be said again. At a time far to come it was said before the clock was set back. */
        boolean isOld(Instant now) {
            return !now.isBefore(at.plus(RESEND_AFTER)) || at.isAfter(now.plus(RESEND_AFTER));
        }
    }

    Peer peer() {
        return peer;
    }

    Instant lastHeard() {
        return lastHeard;
    }

    /**
     * When its silence began: nothing is expected of an agent that was not asked when it was due.
     *
     * @param heartbeat how often it is asked
     */
    Instant silentSince(Duration heartbeat) {
        Instant heard = lastHeard;
        Instant due = asked.minus(heartbeat);
        return due.isAfter(heard) ? due : heard;
    }

    void heard(Instant now) {
        lastHeard = now;
    }

    Optional<InstanceStateReport> report() {
        return Optional.ofNullable(report);
    }

    void reported(InstanceStateReport given) {
        report = given;
    }

    synchronized void acknowledged(String messageId) {
        sent.replaceAll((task, each) ->
                each.messageId.equals(messageId) ? new Sent(each.desired, messageId, each.at, true) : each);
    }

    /**
     * Sends a heartbeat when one is due.
     *
     * @param leaseHeartbeat how often an agent with a lease is to hear one
     */
    synchronized void beat(Instant now, Duration leaseHeartbeat) {
        Duration every = peer.leased ? leaseHeartbeat : STOCK_HEARTBEAT;
        // One that is due later than that was planned before the clock was set back.
        if (!now.isBefore(heartbeatDue) || heartbeatDue.isAfter(now.plus(every))) {
            Long lease = peer.leased ? NodeHealth.LEASE.toMillis() : null;
            transport.send(new HeartbeatMessage(messageIds.get(), true, lease));
            heartbeatDue = now.plus(every);
            if (!lastHeard.isBefore(asked) || asked.isAfter(now)) {
                asked = now;
            }
        }
    }

    /** Whether something sent was not acknowledged yet, or nobody looked yet what this connection is to be told: then look again. */
    synchronized boolean waits() {
        for (Sent each : sent.values()) {
            if (!each.acknowledged) {
                return true;
            }
        }
        return !looked || !sent.keySet().containsAll(candidates);
    }

    /** A task the agent should stop. */
    synchronized void stop(String taskArn, Instant now) {
        send(taskArn, TaskPayload.STOPPED, now, () -> TaskPayload.stop(taskArn, peer.clusterArn));
    }

    /** A task the agent should run. */
    synchronized void run(Task task, TaskDefinition definition, AssignmentBuilder.Roles roles, Instant now) {
        send(task.arn(), TaskPayload.RUNNING, now, () -> AssignmentBuilder.run(task, definition, peer, arns, roles));
        RoleCredentials any = roles.task() != null ? roles.task() : roles.execution();
        if (any != null) {
            credentialsUntil.put(task.arn(), Instant.parse(any.expiration()));
        }
    }

    /** A task's interface is plugged in: the agent reports when it has found it. */
    synchronized void attach(Task task, Instant now) {
        if (!wants(task.arn(), ATTACHING, now)) {
            return;
        }
        String messageId = messageIds.get();
        sent.put(task.arn(), new Sent(ATTACHING, messageId, now, false));
        transport.send(new AttachTaskNetworkInterfacesMessage(
                messageId,
                peer.clusterArn,
                peer.instanceArn,
                task.arn(),
                peer.clusterArn,
                AssignmentBuilder.interfaces(task, arns),
                now.toEpochMilli(),
                ATTACH_WITHIN.toMillis()));
    }

    /** False for an agent that is not Moorage's: it was told nothing. */
    boolean startExec(String sessionId, String taskArn, String containerName, String command) {
        if (peer.leased) {
            transport.send(new StartExecMessage(messageIds.get(), sessionId, taskArn, containerName, command));
        }
        return peer.leased;
    }

    /** True when a run or stop of the task would be sent: not said yet, or not acknowledged in time. */
    synchronized boolean wants(String taskArn, String desired, Instant now) {
        Sent before = sent.get(taskArn);
        return before == null || !before.desired.equals(desired) || (!before.acknowledged && before.isOld(now));
    }

    /**
     * Tells a stock agent once per connection all that should be there, so that it names what else it runs. Its timeline is counted
     * with the payloads' numbers: an agent takes only one that is above them all.
     */
    synchronized void manifest(Collection<Task> live, Instant now) {
        if (!peer.leased && !manifestSent) {
            manifestSent = true;
            transport.send(new TaskManifestMessage(
                    messageIds.get(),
                    peer.clusterArn,
                    peer.instanceArn,
                    now.toEpochMilli(),
                    numbers.next(),
                    live.stream()
                            .map(each -> new TaskIdentifier(
                                    each.arn(),
                                    peer.clusterArn,
                                    each.desiredStatus() == TaskStatus.STOPPED
                                            ? TaskPayload.STOPPED
                                            : TaskPayload.RUNNING))
                            .toList()));
        }
    }

    /** The agent runs these though the manifest did not name them: confirmed are none, stopped are they by payloads. */
    synchronized void verify(TaskStopVerificationMessage found, Instant now) {
        candidates =
                found.stopCandidates().stream().map(TaskIdentifier::taskArn).collect(Collectors.toUnmodifiableSet());
        transport.send(new TaskStopVerificationAck(found.messageId(), now.toEpochMilli(), List.of()));
    }

    /** What the agent last said that it runs, wanted or not. */
    synchronized Set<String> claimed() {
        Set<String> all = new HashSet<>(candidates);
        report().stream()
                .flatMap(each -> each.tasks().stream())
                .map(InstanceStateReport.RunningTask::taskArn)
                .forEach(all::add);
        return all;
    }

    /** These tasks are still of interest; what was said of others is forgotten. */
    synchronized void retain(Set<String> taskArns) {
        looked = true;
        sent.keySet().retainAll(taskArns);
        credentialsUntil.keySet().retainAll(taskArns);
    }

    /** Empty when none were sent on this connection. */
    synchronized Optional<Instant> credentialsUntil(String taskArn) {
        return Optional.ofNullable(credentialsUntil.get(taskArn));
    }

    synchronized void refresh(String taskArn, String roleType, RoleCredentials credentials) {
        transport.send(new IAMRoleCredentialsMessage(messageIds.get(), taskArn, roleType, credentials));
        credentialsUntil.put(taskArn, Instant.parse(credentials.expiration()));
    }

    synchronized void prefetch(Set<String> images) {
        if (peer.leased && !prefetched.containsAll(images)) {
            transport.send(new PrefetchImagesMessage(
                    messageIds.get(), images.stream().sorted().toList()));
        }
        prefetched = images;
    }

    /** Sent again every few seconds until the agent confirms. */
    synchronized void stopAndConfirm(long epoch, List<String> taskArns, Instant now) {
        String key = Long.toString(epoch);
        boolean due = stopAndConfirm == null || !stopAndConfirm.desired.equals(key) || stopAndConfirm.isOld(now);
        if (peer.leased && due) {
            Sent next = new Sent(key, messageIds.get(), now, false);
            stopAndConfirm = next;
            transport.send(new StopAndConfirmMessage(next.messageId, epoch, taskArns));
        }
    }

    void close(int code, String reason) {
        transport.close(code, reason);
    }

    private void send(String taskArn, String desired, Instant now, Supplier<TaskPayload> task) {
        if (!wants(taskArn, desired, now)) {
            return;
        }
        String messageId = messageIds.get();
        sent.put(taskArn, new Sent(desired, messageId, now, false));
        AcsMessage payload = new PayloadMessage(
                peer.clusterArn, peer.instanceArn, messageId, numbers.next(), now.toEpochMilli(), List.of(task.get()));
        transport.send(payload);
    }
}
