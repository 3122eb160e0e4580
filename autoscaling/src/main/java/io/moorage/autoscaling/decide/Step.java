package io.moorage.autoscaling.decide;

import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.GroupInstance.HookWait;
import java.util.List;
import java.util.Optional;

/** The next thing to do about a group or one of its instances. Each is written as a whole or not at all. */
public sealed interface Step {
    /** Asks EC2 for something; what it answers is written afterwards. All others only write. */
    sealed interface Call extends Step {
        GroupInstance member();
    }

    /** EC2 is to launch the member, or to say again that it did. */
    record Run(GroupInstance member) implements Call {}

    /** EC2 is to terminate the member. */
    record End(GroupInstance member) implements Call {}

    /**
     * A new member is written down, to be launched.
     *
     * @param rebalancing beyond the desired capacity
     */
    record Launch(String zone, Optional<String> subnetId, boolean rebalancing, String cause) implements Step {}

    /** Nothing can be launched, and why. */
    record CannotLaunch(String zone, String cause, String message) implements Step {}

    /** EC2 launched the member, though its answer was lost. */
    record Adopt(GroupInstance member, String instanceId) implements Step {}

    /** The member was never launched and is not wanted any more. */
    record Cancel(GroupInstance member, String message) implements Step {}

    /** The member waits for the group's launch hooks. */
    record Pause(GroupInstance member) implements Step {}

    /** Fewer hooks hold the member than before. */
    record Release(GroupInstance member, List<HookWait> remaining) implements Step {}

    /** The member comes into service. */
    record Enter(GroupInstance member) implements Step {}

    record MarkUnhealthy(GroupInstance member) implements Step {}

    /**
     * The member is taken out of service.
     *
     * @param launchMessage why its launch, if that is under way, came to nothing
     * @param patient false when its end waits neither for connections nor for hooks
     */
    record Terminate(GroupInstance member, String cause, String launchMessage, boolean patient) implements Step {}

    /** No load balancer has the member any more, which leaves service. */
    record Released(GroupInstance member) implements Step {}

    /** The member's hooks let it end. */
    record Proceed(GroupInstance member) implements Step {}

    /** EC2 has terminated the member. */
    record Gone(GroupInstance member) implements Step {}

    /** The group has, or is about to have, the size it wants. */
    record Settle() implements Step {}

    /** The group has no instances left, and was to be deleted. */
    record Delete() implements Step {}
}
