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

    /** Three heartbeats missed. */
    public static final Duration SUSPECT_AFTER = Duration.ofSeconds(3);
    /** A machine that answers keeps its tasks through a restart of its agent, but not for ever. */
    private static final Duration PATIENCE_WITH_REACHABLE = Duration.ofSeconds(45);

    /**
     * What is known of one instance.
     *
     * @param ec2 empty for a machine that EC2 does not know
     * @param leased its agent promised to answer a heartbeat each second
     * @param silentSince the latest of: last message, the moment from which this server could have heard one
     */
    public record Input(
            String ec2InstanceId, Optional<Instance> ec2, boolean leased, Instant silentSince, Reachability probe) {}

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
        if (silence.compareTo(SUSPECT_AFTER) < 0) {
            return Fine.FINE;
        }
        Duration patience =
                switch (input.probe()) {
                    case UNREACHABLE -> SUSPECT_AFTER;
                    case UNKNOWN -> LEASE;
                    case REACHABLE -> PATIENCE_WITH_REACHABLE;
                };
        return silence.compareTo(patience) >= 0 ? Gone.LOST : Fine.SUSPECT;
    }

    private NodeHealth() {}
}
