package io.moorage.autoscaling.action;

import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Finds groups and their instances, or refuses as Auto Scaling does. */
final class Groups {
    private Groups() {}

    static AutoScalingGroup named(ReadView view, String name) {
        return view.find(AutoScalingTables.GROUPS, name)
                .filter(each -> !each.deleting())
                .orElseThrow(() -> Refusal.noGroup(name));
    }

    static String arn(AutoScalingConfig config, String id, String name) {
        return config.arn("autoScalingGroup:" + id + ":autoScalingGroupName/" + name);
    }

    static Collection<GroupInstance> members(ReadView view, String group) {
        return view.by(AutoScalingTables.INSTANCES, AutoScalingTables.INSTANCES_BY_GROUP, group);
    }

    /** The member with that instance id; of any group. */
    static Optional<GroupInstance> member(ReadView view, String instanceId) {
        return instanceId.isEmpty()
                ? Optional.empty()
                : view.by(AutoScalingTables.INSTANCES, AutoScalingTables.INSTANCES_BY_ID, instanceId).stream()
                        .findFirst();
    }

    static GroupInstance memberOf(ReadView view, AutoScalingGroup group, String instanceId) {
        return member(view, instanceId)
                .filter(each -> each.groupName().equals(group.name()))
                .orElseThrow(() -> Refusal.invalid(
                        "The instance " + instanceId + " is not part of Auto Scaling group " + group.name() + "."));
    }

    /** Those named, or none when none is. */
    static List<GroupInstance> membersOf(ReadView view, AutoScalingGroup group, List<String> instanceIds) {
        return new LinkedHashSet<>(instanceIds)
                .stream().map(each -> memberOf(view, group, each)).toList();
    }
}
