package io.moorage.autoscaling;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A group's capacity as step and target tracking policies see it, by the instances that there are and not by those that it wants ("Step
 * scaling policies", "Instance warmup").
 *
 * @param warm instances in service whose warm-up is over; no more than the group wants
 * @param warming instances that are coming, or not long enough in service to be counted
 * @param withLeaving {@code warm} with those that the group lets go: "while scaling in, we consider instances that are terminating as part
 *     of the current capacity of the group. Therefore, we don't remove more instances from the Auto Scaling group than necessary."
 */
record CurrentCapacity(int warm, int warming, int withLeaving) {
    /** @param ownWarmup of the policy, in seconds */
    static CurrentCapacity of(ReadView view, AutoScalingGroup group, Optional<Integer> ownWarmup, Instant now) {
        int seconds = ownWarmup
                .or(() -> group.settings().warmupSeconds())
                .orElse(group.settings().cooldownSeconds());
        Collection<GroupInstance> members =
                view.by(AutoScalingTables.INSTANCES, AutoScalingTables.INSTANCES_BY_GROUP, group.name());
        int capacity = count(members, each -> each.state().isCapacity());
        int warm = count(
                members,
                each -> each.state() == LifecycleState.IN_SERVICE
                        && !now.isBefore(each.entered().plusSeconds(seconds)));
        int firm = Math.min(warm, group.desired());
        return new CurrentCapacity(firm, capacity - warm, firm + count(members, CurrentCapacity::isLetGo));
    }

    /** One that is unhealthy is replaced. */
    private static boolean isLetGo(GroupInstance member) {
        return member.healthy()
                && switch (member.state()) {
                    case DRAINING, TERMINATING_WAIT, TERMINATING -> true;
                    default -> false;
                };
    }

    private static int count(Collection<GroupInstance> members, Predicate<GroupInstance> which) {
        return (int) members.stream().filter(which).count();
    }
}
