package io.moorage.elb.decide;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Auto Scaling groups ask of their load balancers: each has the members that are {@code InService}, and loses them when they
 * leave, or when it is detached (Auto Scaling user guide, "Use Elastic Load Balancing"). Pure.
 *
 * @param missing a member, with its group and a load balancer that has it not
 * @param over registrations for a group that are to end
 */
public record GroupMembers(List<Member> missing, List<Registration> over) {
    public GroupMembers {
        missing = List.copyOf(missing);
        over = List.copyOf(over);
    }

    public record Member(String loadBalancer, String instanceId, String group) {
        String key() {
            return Registration.key(loadBalancer, instanceId);
        }
    }

    public boolean isSettled() {
        return missing.isEmpty() && over.isEmpty();
    }

    public static GroupMembers of(ReadView view) {
        Map<String, Member> wanted = new LinkedHashMap<>();
        for (AutoScalingGroup group : view.all(AutoScalingTables.GROUPS)) {
            for (String name : group.loadBalancers()) {
                view.find(ElbTables.LOAD_BALANCERS, name)
                        .ifPresent(each -> members(view, group, each).forEach(one -> wanted.put(one.key(), one)));
            }
        }
        return new GroupMembers(
                wanted.values().stream().filter(each -> isMissing(view, each)).toList(),
                view.all(ElbTables.REGISTRATIONS).stream()
                        .filter(each -> each.group().isPresent() && !each.isDraining())
                        .filter(each -> !wanted.containsKey(each.key()))
                        .toList());
    }

    private static List<Member> members(ReadView view, AutoScalingGroup group, LoadBalancer loadBalancer) {
        return view.by(AutoScalingTables.INSTANCES, AutoScalingTables.INSTANCES_BY_GROUP, group.name()).stream()
                .filter(each -> each.state() == LifecycleState.IN_SERVICE)
                .map(GroupInstance::instanceId)
                .flatMap(Optional::stream)
                .filter(id -> view.find(Ec2Tables.INSTANCES, id)
                        .filter(each -> each.state() == InstanceState.RUNNING
                                && each.launch().vpcId().equals(loadBalancer.vpcId()))
                        .isPresent())
                .map(id -> new Member(loadBalancer.name(), id, group.name()))
                .toList();
    }

    private static boolean isMissing(ReadView view, Member member) {
        return view.find(ElbTables.REGISTRATIONS, member.key())
                .filter(each -> !each.isDraining())
                .isEmpty();
    }
}
