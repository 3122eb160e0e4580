package io.moorage.autoscaling;

import io.moorage.store.AutoScalingTables;
import io.moorage.store.Transaction;
import java.util.List;

/** Removes a group with all that belongs to it; its activities stay to be seen. */
public final class GroupRemoval {
    private GroupRemoval() {}

    public static void remove(Transaction tx, String name) {
        tx.delete(AutoScalingTables.GROUPS, name);
        List.copyOf(tx.by(AutoScalingTables.HOOKS, AutoScalingTables.HOOKS_BY_GROUP, name))
                .forEach(each -> tx.delete(AutoScalingTables.HOOKS, each.key()));
        List.copyOf(tx.by(AutoScalingTables.SCHEDULED_ACTIONS, AutoScalingTables.SCHEDULED_BY_GROUP, name))
                .forEach(each -> tx.delete(AutoScalingTables.SCHEDULED_ACTIONS, each.key()));
        List.copyOf(tx.by(AutoScalingTables.POLICIES, AutoScalingTables.POLICIES_BY_GROUP, name))
                .forEach(each -> tx.delete(AutoScalingTables.POLICIES, each.key()));
    }
}
