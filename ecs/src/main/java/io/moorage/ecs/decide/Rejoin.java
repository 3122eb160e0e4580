package io.moorage.ecs.decide;

import io.moorage.agentwire.Capabilities;
import io.moorage.model.Fence;
import io.moorage.model.ecs.ContainerInstance;
import java.util.Optional;

/**
 * The way back of an instance that was lost: report, stop, confirm, lift. An agent without a lease reports no boot and confirms nothing:
 * its fence is lifted when EC2 saw its machine end, and it is admitted after that.
 */
public final class Rejoin {
    /** The next step. */
    public enum Step {
        /** Not connected, not reported, or file servers are not done yet. */
        WAIT,
        /** Tell the agent to kill what it held before the loss, and to confirm. */
        STOP_AND_CONFIRM,
        /** It holds nothing: file servers may admit it. */
        LIFT,
        /** Every file server admits it. */
        ADMIT
    }

    /**
     * @param reportedBoot the boot its agent reported from on the present connection
     * @param mayHold tasks are on it, in the store, that may still be written off: the fence must first be confirmed for them
     */
    public static Step next(
            ContainerInstance lost, Optional<Fence> fence, Optional<String> reportedBoot, boolean mayHold) {
        boolean reports = lost.has(Capabilities.LEASE);
        if (!lost.agentConnected() || (reports && reportedBoot.isEmpty()) || mayHold) {
            return Step.WAIT;
        }
        if (fence.isEmpty() || fence.get().epoch() < lost.lossEpoch()) {
            return Step.ADMIT;
        }
        return switch (fence.get().state()) {
            case REQUESTED, LIFTING -> Step.WAIT;
            case CONFIRMED -> reports ? ofBoot(lost, reportedBoot.orElse("")) : Step.WAIT;
            case LIFTED -> Step.ADMIT;
        };
    }

    private static Step ofBoot(ContainerInstance lost, String boot) {
        return boot.equals(lost.bootId()) || lost.bootId().isEmpty() ? Step.STOP_AND_CONFIRM : Step.LIFT;
    }

    private Rejoin() {}
}
