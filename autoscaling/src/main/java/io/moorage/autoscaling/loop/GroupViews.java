package io.moorage.autoscaling.loop;

import io.moorage.autoscaling.Departures;
import io.moorage.autoscaling.LoadBalancers;
import io.moorage.autoscaling.decide.GroupView;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what is known of a group. */
record GroupViews(LoadBalancers loadBalancers) {
    GroupView of(ReadView view, AutoScalingGroup group) {
        List<GroupInstance> members =
                List.copyOf(view.by(AutoScalingTables.INSTANCES, AutoScalingTables.INSTANCES_BY_GROUP, group.name()));
        Map<String, Instance> machines = new HashMap<>();
        Map<String, String> launched = new HashMap<>();
        for (GroupInstance each : members) {
            each.instanceId()
                    .flatMap(id -> view.find(Ec2Tables.INSTANCES, id))
                    .ifPresent(machine -> machines.put(machine.id(), machine));
            if (each.instanceId().isEmpty()) {
                view.by(Ec2Tables.INSTANCES, Ec2Tables.INSTANCES_BY_CLIENT_TOKEN, each.key())
                        .forEach(machine -> launched.put(each.key(), machine.id()));
            }
        }
        return new GroupView(
                group,
                members,
                machines,
                launched,
                List.copyOf(view.by(AutoScalingTables.HOOKS, AutoScalingTables.HOOKS_BY_GROUP, group.name())),
                subnets(view, group),
                group.loadBalancers().isEmpty() ? Set.of() : loadBalancers.outOfService(view, group.loadBalancers()),
                members.stream()
                        .filter(each -> Departures.isHeld(view, each))
                        .map(GroupInstance::key)
                        .collect(Collectors.toSet()),
                Launches.resolve(view, group.settings().launch()));
    }

    private static Map<String, List<String>> subnets(ReadView view, AutoScalingGroup group) {
        Map<String, List<String>> byZone = new HashMap<>();
        for (String id : group.settings().subnets()) {
            view.find(Ec2Tables.SUBNETS, id).map(Subnet::availabilityZone).ifPresent(zone -> byZone.computeIfAbsent(
                            zone, absent -> new ArrayList<>())
                    .add(id));
        }
        return byZone;
    }
}
