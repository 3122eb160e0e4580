package io.moorage.autoscaling.decide;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LaunchedFrom;
import io.moorage.model.autoscaling.LifecycleHook;
import io.moorage.model.ec2.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of a group at a moment.
 *
 * @param machines of the members, by instance id; none for one that EC2 has forgotten
 * @param launched ids of instances that EC2 launched for members without one, by their key: a launch whose answer was lost
 * @param subnets to launch into, by zone; an empty list is the zone's default subnet
 * @param outOfService instances that a load balancer of the group holds for unhealthy
 * @param held keys of members that a load balancer has for the group
 * @param source what a launch would be made from now; empty when the group's launch template is gone
 */
public record GroupView(
        AutoScalingGroup group,
        List<GroupInstance> members,
        Map<String, Instance> machines,
        Map<String, String> launched,
        List<LifecycleHook> hooks,
        Map<String, List<String>> subnets,
        Set<String> outOfService,
        Set<String> held,
        Optional<LaunchedFrom> source) {
    public GroupView {
        members = List.copyOf(members);
        machines = Map.copyOf(machines);
        launched = Map.copyOf(launched);
        hooks = List.copyOf(hooks);
        outOfService = Set.copyOf(outOfService);
        held = Set.copyOf(held);
    }

    /** Of a member; empty before its launch, and once EC2 has forgotten it. */
    public Optional<Instance> machine(GroupInstance member) {
        return member.instanceId().map(machines::get);
    }

    public Optional<LifecycleHook> hook(String name) {
        return hooks.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    public List<LifecycleHook> hooks(LifecycleHook.Transition transition) {
        return hooks.stream().filter(each -> each.transition() == transition).toList();
    }
}
