package io.moorage.ecs.loop;

import io.moorage.ecs.decide.Reachability;

/** Asks a silent machine itself. */
@FunctionalInterface
public interface InstanceProbe {
    /** Nobody can tell: the agent's lease alone decides. */
    InstanceProbe NONE = ec2InstanceId -> Reachability.UNKNOWN;

    /** What the newest probe said; starts one when there is none of the last second. Answers at once. */
    Reachability latest(String ec2InstanceId);
}
