package io.moorage.model;

import java.util.Optional;
import java.util.Set;

/**
 * The order to shut a lost instance out of every file server, and how far it got (the step between noticing a loss and
 * placing replacements).
 *
 * <p>Invariant: the epoch of an instance's fence only grows; a state is reached from the one before it, within an epoch.
 *
 * @param instanceId EC2 instance id, the fence's key
 * @param epoch counts the losses of this instance from 1
 * @param vpcId whose address space the addresses are of, since private addresses repeat between VPCs; empty for a machine
 *     that EC2 does not know, which is refused in every VPC
 * @param boot which boot of the instance is shut out, as EC2 counts them; 0 for a machine that EC2 does not know
 * @param addresses private addresses that file servers refuse until the fence is lifted
 */
public record Fence(
        String instanceId, long epoch, Optional<String> vpcId, int boot, Set<String> addresses, State state) {
    public Fence {
        addresses = Set.copyOf(addresses);
        if (epoch < 1) {
            throw new IllegalArgumentException("a fence's epoch starts at 1, not " + epoch);
        }
    }

    /** How far a fence got. */
    public enum State {
        /** Written; some file server may still serve the instance. */
        REQUESTED,
        /** Every file server expired the instance's clients and refuses its addresses. Replacements may start. */
        CONFIRMED,
        /** Nothing that was on the instance before the loss is left; file servers may admit it. */
        LIFTING,
        /** Every file server admits the instance again. */
        LIFTED
    }

    public static Fence first(String instanceId, Optional<String> vpcId, int boot, Set<String> addresses) {
        return new Fence(instanceId, 1, vpcId, boot, addresses, State.REQUESTED);
    }

    /** The same instance was lost again. */
    public Fence again(Optional<String> vpcIdNow, int bootNow, Set<String> addressesNow) {
        return new Fence(instanceId, epoch + 1, vpcIdNow, bootNow, addressesNow, State.REQUESTED);
    }

    /** Every file server acknowledged this epoch's order; an acknowledgement of an older epoch changes nothing. */
    public Fence confirmed(long acknowledgedEpoch) {
        return state == State.REQUESTED && acknowledgedEpoch == epoch ? in(State.CONFIRMED) : this;
    }

    /** Nothing of the boot that was lost is left: its agent confirmed so, or its machine is off or was started anew. */
    public Fence lifting() {
        return state == State.CONFIRMED ? in(State.LIFTING) : this;
    }

    public Fence lifted(long acknowledgedEpoch) {
        return state == State.LIFTING && acknowledgedEpoch == epoch ? in(State.LIFTED) : this;
    }

    /** True while a file server must refuse the instance. */
    public boolean shutsOut() {
        return state == State.REQUESTED || state == State.CONFIRMED;
    }

    private Fence in(State next) {
        return new Fence(instanceId, epoch, vpcId, boot, addresses, next);
    }
}
