package io.moorage.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The story of one loss of an instance: when it died, when that was noticed and fenced, and what became of its tasks. Told, not
 * acted on: nothing is decided by it.
 *
 * <p>Invariant: what is known once stays as it is; a failover only ever learns.
 *
 * @param instanceId EC2 instance id, or the name of a machine outside EC2
 * @param epoch of the fence of this loss
 * @param killed when its end was asked for or its machine ended, as far as anybody saw that
 * @param lastHeard when its agent was heard last; empty when this server never heard it
 * @param noticed when the control plane held it for lost
 * @param fenced when every file server had shut it out
 * @param addresses what file servers refuse since
 * @param cutOff what it held there, and lost
 * @param tasks that were on it then
 */
public record Failover(
        String instanceId,
        long epoch,
        String clusterName,
        String containerInstanceArn,
        Sign sign,
        Optional<Instant> killed,
        Optional<Instant> lastHeard,
        Instant noticed,
        Optional<Instant> fenced,
        Set<String> addresses,
        List<CutOff> cutOff,
        List<Moved> tasks) {
    public Failover {
        addresses = Set.copyOf(addresses);
        cutOff = List.copyOf(cutOff);
        tasks = List.copyOf(tasks);
    }

    /** By what the loss was noticed. */
    public enum Sign {
        /** EC2 says that the instance is terminated. */
        TERMINATED,
        /** EC2 says that the instance stands still, asked for or not. */
        STOPPED,
        /** Its agent was silent for too long, and its machine did not answer either, or not for long. */
        SILENT,
        /** It was deregistered by force. */
        DEREGISTERED
    }

    /**
     * What the fence took from one client of a file system.
     *
     * @param fileServer that served it
     * @param address from which the client spoke
     * @param owner the name that the client gave itself
     * @param opens files that it had open
     * @param locks byte ranges that it had locked
     */
    public record CutOff(String fileServer, String fileSystemId, String address, String owner, int opens, int locks) {}

    /**
     * A task that was on the instance, and its successor.
     *
     * @param serviceArn empty for one that no service keeps
     * @param reason why ECS says that it stopped; empty while it does not
     * @param stopped when it was written off
     */
    public record Moved(
            String taskArn,
            String group,
            String serviceArn,
            boolean sharesDirectories,
            String reason,
            Optional<Instant> stopped,
            Optional<Replacement> replacement) {
        public Moved writtenOff(String why, Instant when) {
            return new Moved(taskArn, group, serviceArn, sharesDirectories, why, Optional.of(when), replacement);
        }

        public Moved with(Replacement now) {
            return new Moved(taskArn, group, serviceArn, sharesDirectories, reason, stopped, Optional.of(now));
        }
    }

    /**
     * The task that took another's place.
     *
     * @param instanceId where it is; empty while its capacity provider has no room
     * @param placed when it was put there
     * @param mounted when its file systems were mounted; empty when it has none, or its agent does not tell
     * @param started when it was RUNNING
     * @param healthy when its health checks, or its load balancer's, passed first
     * @param firstQuery when it answered a load balancer's client first
     */
    public record Replacement(
            String taskArn,
            String instanceId,
            Optional<Instant> placed,
            Optional<Instant> mounted,
            Optional<Instant> started,
            Optional<Instant> healthy,
            Optional<Instant> firstQuery) {
        public static Replacement chosen(String taskArn) {
            return new Replacement(
                    taskArn,
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    public static String key(String instanceId, long epoch) {
        return instanceId + "/" + epoch;
    }

    public String key() {
        return key(instanceId, epoch);
    }

    /** Every file server acknowledged its fence; the first word counts. */
    public Failover fenced(List<CutOff> lost, Instant now) {
        return fenced.isPresent() ? this : with(Optional.of(now), lost, tasks);
    }

    public Failover withTasks(List<Moved> now) {
        return with(fenced, cutOff, now);
    }

    /** With each task as {@code change} has it. */
    public Failover eachTask(UnaryOperator<Moved> change) {
        return withTasks(tasks.stream().map(change).toList());
    }

    private Failover with(Optional<Instant> fencedNow, List<CutOff> cutOffNow, List<Moved> tasksNow) {
        return new Failover(
                instanceId,
                epoch,
                clusterName,
                containerInstanceArn,
                sign,
                killed,
                lastHeard,
                noticed,
                fencedNow,
                addresses,
                cutOffNow,
                tasksNow);
    }
}
