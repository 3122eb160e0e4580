package io.moorage.ecs.decide;

import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Is the machine of a container instance still there? Three signs: EC2's word for it, the agent's lease, and a probe of a machine whose
 * agent is silent.
 */
public final class NodeHealth {
    /** How long an agent may go on without hearing a heartbeat before it stops what holds shared directories. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    /** So many heartbeats a second are cheap; a larger fleet hears them less often, so that it costs no more. */
    private static final int CHEAP = 1_500;
    /** Two of them still fit into the lease. */
    private static final Duration RAREST_HEARTBEAT = Duration.ofMillis(3_500);

    /** Three heartbeats missed, or two and some slack of rare ones. */
    private static final Duration SUSPECT_AFTER = Duration.ofSeconds(3);
    /** A machine that answers keeps its tasks through a restart of its agent, but not for ever. */
    private static final Duration PATIENCE_WITH_REACHABLE = Duration.ofSeconds(45);

    /** How often each of {@code agents} with a lease is to hear a heartbeat. */
    public static Duration heartbeat(int agents) {
        Duration fair = HEARTBEAT.multipliedBy(agents).dividedBy(CHEAP);
        Duration longEnough = fair.compareTo(HEARTBEAT) > 0 ? fair : HEARTBEAT;
        return longEnough.compareTo(RAREST_HEARTBEAT) < 0 ? longEnough : RAREST_HEARTBEAT;
    }

    /** How long an agent may be silent that is asked every {@code heartbeat}, before its machine is probed. */
    public static Duration suspectAfter(Duration heartbeat) {
        Duration twoMissed = heartbeat.multipliedBy(2).plus(HEARTBEAT);
        return twoMissed.compareTo(SUSPECT_AFTER) > 0 ? twoMissed : SUSPECT_AFTER;
    }

    /**
     * What is known of one instance.
     *
     * @param ec2 empty for a machine that EC2 does not know
     * @param leased its agent promised to answer a heartbeat each second
     * @param heartbeat how often its agent is asked
     * @param silentSince the latest of: last message, the moment from which this server could have heard one
     */
    public record Input(
            String ec2InstanceId,
            Optional<Instance> ec2,
            boolean leased,
            Duration heartbeat,
            Instant silentSince,
            Reachability probe) {}

    /** The verdict. */
    public sealed interface Verdict {}

    public enum Fine implements Verdict {
        FINE,
        /** Silent: to be probed. */
        SUSPECT
    }

    /** Its tasks are to move. */
    public enum Gone implements Verdict {
        LOST
    }

    public static Verdict judge(Input input, Instant now) {
        Optional<InstanceState> state = input.ec2().map(Instance::state);
        if (state.filter(each -> each == InstanceState.TERMINATED || each == InstanceState.STOPPED)
                .isPresent()) {
            return Gone.LOST;
        }
        if (!input.leased()
                || state.filter(each -> each == InstanceState.PENDING).isPresent()) {
            return Fine.FINE;
        }
        Duration silence = Duration.between(input.silentSince(), now);
        Duration suspectAfter = suspectAfter(input.heartbeat());
        if (silence.compareTo(suspectAfter) < 0) {
            return Fine.FINE;
        }
        Duration patience =
                switch (input.probe()) {
                    case UNREACHABLE -> suspectAfter;
                    case UNKNOWN -> LEASE;
                    case REACHABLE -> PATIENCE_WITH_REACHABLE;
                };
        return silence.compareTo(patience) >= 0 ? Gone.LOST : Fine.SUSPECT;
    }

    private NodeHealth() {}
}
