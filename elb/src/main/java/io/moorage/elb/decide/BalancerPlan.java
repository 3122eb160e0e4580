package io.moorage.elb.decide;

import io.moorage.elb.Balancers.Declared;
import io.moorage.elb.Balancers.Target;
import io.moorage.elb.Certificates;
import io.moorage.elb.Certificates.Certificate;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the load balancers are to be told, and which registrations are over. Pure.
 *
 * <p>An instance that does not run is not told: its connections are cut, and nobody waits for one to it.
 *
 * @param wanted in the order of their names
 * @param over registrations whose instance is gone, or whose connections had time enough to run out
 */
public record BalancerPlan(List<Declared> wanted, List<Registration> over) {
    public BalancerPlan {
        wanted = List.copyOf(wanted);
        over = List.copyOf(over);
    }

    public static BalancerPlan of(ReadView view, Certificates certificates, Instant now) {
        return new BalancerPlan(
                view.all(ElbTables.LOAD_BALANCERS).stream()
                        .map(each -> declared(view, certificates, each))
                        .filter(each -> !each.addresses().isEmpty())
                        .toList(),
                view.all(ElbTables.REGISTRATIONS).stream()
                        .filter(each -> isOver(view, each, now))
                        .toList());
    }

    private static Declared declared(ReadView view, Certificates certificates, LoadBalancer loadBalancer) {
        Collection<NetworkInterface> interfaces = view.by(
                Ec2Tables.INTERFACES,
                Ec2Tables.INTERFACES_BY_OWNER,
                NetworkInterface.loadBalancer(loadBalancer.name()).resourceId());
        Set<String> zones = loadBalancer.subnets().stream()
                .flatMap(id -> view.find(Ec2Tables.SUBNETS, id).stream())
                .map(Subnet::availabilityZone)
                .collect(Collectors.toSet());
        return new Declared(
                loadBalancer,
                interfaces.stream()
                        .sorted(Comparator.comparing(NetworkInterface::availabilityZone))
                        .map(NetworkInterface::privateAddress)
                        .toList(),
                view.by(ElbTables.REGISTRATIONS, ElbTables.REGISTRATIONS_BY_LOAD_BALANCER, loadBalancer.name()).stream()
                        .flatMap(each -> target(view, each).stream())
                        .filter(each -> zones.contains(each.zone()))
                        .toList(),
                certificates(view, certificates, loadBalancer));
    }

    private static Optional<Target> target(ReadView view, Registration registration) {
        return view.find(Ec2Tables.INSTANCES, registration.instanceId())
                .filter(each -> each.state() == InstanceState.RUNNING)
                .flatMap(each -> view.find(Ec2Tables.INTERFACES, each.networkInterfaceId()))
                .map(each -> new Target(
                        registration.instanceId(),
                        each.privateAddress(),
                        each.availabilityZone(),
                        registration.isDraining()));
    }

    /** One that is gone is missing: its listener then says so by failing. */
    private static Map<String, Certificate> certificates(
            ReadView view, Certificates certificates, LoadBalancer loadBalancer) {
        Map<String, Certificate> found = new HashMap<>();
        loadBalancer.listeners().stream()
                .map(Listener::certificateId)
                .flatMap(Optional::stream)
                .forEach(arn -> certificates.find(view, arn).ifPresent(each -> found.put(arn, each)));
        return found;
    }

    private static boolean isOver(ReadView view, Registration registration, Instant now) {
        boolean gone = view.find(Ec2Tables.INSTANCES, registration.instanceId())
                .map(Instance::state)
                .filter(state -> !state.isEnding())
                .isEmpty();
        return gone
                || registration
                        .drainingUntil()
                        .filter(until -> !until.isAfter(now))
                        .isPresent();
    }

    /** When the next registration that drains is over, whatever happens; empty when none drains. */
    public static Optional<Instant> nextDrained(ReadView view) {
        return view.all(ElbTables.REGISTRATIONS).stream()
                .flatMap(each -> each.drainingUntil().stream())
                .min(Comparator.naturalOrder());
    }
}
