package io.moorage.elb.action;

import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;

/** Finds load balancers and what belongs to them, or refuses as Elastic Load Balancing does. */
final class LoadBalancers {
    /** Elastic Load Balancing service quotas, "Classic Load Balancers". */
    static final int MOST = 20;

    static final int MOST_INSTANCES = 1000;

    private LoadBalancers() {}

    static LoadBalancer named(ReadView view, String name) {
        return view.find(ElbTables.LOAD_BALANCERS, name).orElseThrow(() -> Refusal.noLoadBalancer(name));
    }

    static Collection<Registration> registrations(ReadView view, String name) {
        return view.by(ElbTables.REGISTRATIONS, ElbTables.REGISTRATIONS_BY_LOAD_BALANCER, name);
    }

    /** The ids of the instances that are registered and not on their way out. */
    static List<String> instances(ReadView view, String name) {
        return registrations(view, name).stream()
                .filter(each -> !each.isDraining())
                .map(Registration::instanceId)
                .toList();
    }

    static Collection<NetworkInterface> interfaces(ReadView view, String name) {
        return view.by(
                Ec2Tables.INTERFACES,
                Ec2Tables.INTERFACES_BY_OWNER,
                NetworkInterface.loadBalancer(name).resourceId());
    }
}
