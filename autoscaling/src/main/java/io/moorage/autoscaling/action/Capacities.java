package io.moorage.autoscaling.action;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Transaction;
import java.util.List;

/** What happens to a group's desired capacity when users take instances out of it or put them in. */
final class Capacities {
    private Capacities() {}

    /** The group wants as many fewer as there are capacity among {@code leaving}; returns this in the words of a cause. */
    static String decrement(Transaction tx, AutoScalingGroup group, List<GroupInstance> leaving) {
        int fewer =
                (int) leaving.stream().filter(each -> each.state().isCapacity()).count();
        int wanted = group.desired() - fewer;
        if (wanted < group.settings().min()) {
            throw Refusal.invalid(
                    "Currently, desiredSize equals minSize (" + group.settings().min()
                            + "). Terminating instance without replacement will violate group's min size constraint. Either set "
                            + "shouldDecrementDesiredCapacity flag to false or lower group's min size.");
        }
        tx.update(AutoScalingTables.GROUPS, group.wanting(wanted));
        return fewer == 0 ? "" : ", shrinking the capacity from " + group.desired() + " to " + wanted;
    }

    /** The group wants as many more; returns this in the words of a cause. */
    static String increment(Transaction tx, AutoScalingGroup group, int more, String what) {
        int wanted = group.desired() + more;
        if (wanted > group.settings().max()) {
            throw Refusal.invalid("AutoScalingGroup " + group.name() + " has min-size="
                    + group.settings().min()
                    + ", max-size=" + group.settings().max() + ", and desired-size=" + group.desired() + ". To " + what
                    + " " + more + " more instance" + (more == 1 ? "" : "s")
                    + ", please update the AutoScalingGroup sizes appropriately.");
        }
        tx.update(AutoScalingTables.GROUPS, group.wanting(wanted));
        return ", increasing the capacity from " + group.desired() + " to " + wanted;
    }
}
