package io.moorage.elb.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Where load balancers stand: a network interface in one subnet of each Availability Zone. */
final class Places {
    private static final int MOST_GROUPS = 5;

    private Places() {}

    /** The subnets named, all of one VPC and each in a zone of its own. */
    static List<Subnet> subnets(ReadView view, Collection<String> ids) {
        List<Subnet> subnets = new LinkedHashSet<>(ids)
                .stream()
                        .map(id -> view.find(Ec2Tables.SUBNETS, id)
                                .orElseThrow(() -> new AwsException(
                                        ElbOperations.ERROR_SUBNET_NOT_FOUND_EXCEPTION,
                                        "The subnet ID '" + id + "' does not exist")))
                        .toList();
        if (subnets.stream().map(Subnet::vpcId).distinct().count() > 1) {
            throw Refusal.configuration("All subnets must belong to the same VPC.");
        }
        if (subnets.stream().map(Subnet::availabilityZone).distinct().count() < subnets.size()) {
            throw Refusal.configuration("ELB cannot be attached to multiple subnets in the same AZ.");
        }
        return subnets;
    }

    /** The default subnets of zones: without subnets, a load balancer is in the default VPC. */
    static List<Subnet> defaultSubnets(ReadView view, Collection<String> zones) {
        Vpc vpc = view.all(Ec2Tables.VPCS).stream()
                .filter(Vpc::isDefault)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("There is no default VPC; specify subnets."));
        return zones.stream()
                .distinct()
                .map(zone -> view.by(Ec2Tables.SUBNETS, Ec2Tables.SUBNETS_BY_VPC, vpc.id()).stream()
                        .filter(each ->
                                each.isDefault() && each.availabilityZone().equals(zone))
                        .findFirst()
                        .orElseThrow(() -> Refusal.invalid("Requested Availability Zone: " + zone + " is not valid")))
                .toList();
    }

    /** The groups named; the VPC's default group when none is. */
    static List<String> groups(ReadView view, Collection<String> ids, String vpcId) {
        if (ids.size() > MOST_GROUPS) {
            throw Refusal.configuration("A load balancer has at most " + MOST_GROUPS + " security groups.");
        }
        for (String id : ids) {
            if (view.find(Ec2Tables.SECURITY_GROUPS, id)
                    .filter(group -> group.vpcId().equals(vpcId))
                    .isEmpty()) {
                throw new AwsException(
                        ElbOperations.ERROR_INVALID_SECURITY_GROUP_EXCEPTION,
                        "One or more security groups are invalid: " + id);
            }
        }
        return ids.isEmpty() ? defaultGroup(view, vpcId) : List.copyOf(new LinkedHashSet<>(ids));
    }

    private static List<String> defaultGroup(ReadView view, String vpcId) {
        return view.by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, vpcId).stream()
                .filter(SecurityGroup::isDefault)
                .map(SecurityGroup::id)
                .toList();
    }

    static void requireDefaultVpc(ReadView view, LoadBalancer loadBalancer) {
        if (view.find(Ec2Tables.VPCS, loadBalancer.vpcId())
                .filter(Vpc::isDefault)
                .isEmpty()) {
            throw Refusal.configuration(
                    "Zones of a load balancer outside of the default VPC are changed by its subnets: "
                            + "AttachLoadBalancerToSubnets, DetachLoadBalancerFromSubnets");
        }
    }

    /** Writes the load balancer with other subnets, and its interfaces in them. */
    static LoadBalancer move(Transaction tx, Elb elb, LoadBalancer before, List<String> subnetIds) {
        List<Subnet> subnets = subnets(tx, subnetIds);
        if (subnets.isEmpty()) {
            throw Refusal.configuration("A load balancer must keep at least one subnet.");
        }
        if (!subnets.getFirst().vpcId().equals(before.vpcId())) {
            throw Refusal.configuration("All subnets must belong to the same VPC: " + before.vpcId());
        }
        LoadBalancer after = before.withPlaces(subnets.stream().map(Subnet::id).toList());
        tx.update(ElbTables.LOAD_BALANCERS, after);
        occupy(tx, elb, after);
        return after;
    }

    /** The zones of a load balancer, in the order of its subnets. */
    static List<String> zones(ReadView view, LoadBalancer loadBalancer) {
        return loadBalancer.subnets().stream()
                .flatMap(id -> view.find(Ec2Tables.SUBNETS, id).stream())
                .map(Subnet::availabilityZone)
                .toList();
    }

    /**
     * Gives the load balancer an interface in each of its subnets, with its security groups, and nowhere else. Whether the internet
     * reaches one that faces it is the route tables' matter, now and later.
     */
    static void occupy(Transaction tx, Elb elb, LoadBalancer loadBalancer) {
        List<String> missing = new ArrayList<>(loadBalancer.subnets());
        for (NetworkInterface each : List.copyOf(LoadBalancers.interfaces(tx, loadBalancer.name()))) {
            if (missing.remove(each.subnetId())) {
                tx.update(Ec2Tables.INTERFACES, each.withSecurityGroups(loadBalancer.securityGroups()));
            } else {
                tx.delete(Ec2Tables.INTERFACES, each.id());
            }
        }
        for (String subnetId : missing) {
            Subnet subnet = tx.find(Ec2Tables.SUBNETS, subnetId).orElseThrow();
            Subnet.Allocation allocation = subnet.allocate(
                            tx.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, subnetId))
                    .orElseThrow(() -> new AwsException(
                            ElbOperations.ERROR_INVALID_SUBNET_EXCEPTION,
                            "Not enough IP space available in " + subnetId + "."));
            NetworkInterface card = NetworkInterface.in(
                    subnet,
                    allocation.address(),
                    loadBalancer.securityGroups(),
                    NetworkInterface.loadBalancer(loadBalancer.name()),
                    elb.random());
            tx.update(Ec2Tables.SUBNETS, allocation.after());
            tx.insert(
                    Ec2Tables.INTERFACES,
                    loadBalancer.scheme() == LoadBalancer.Scheme.INTERNAL
                            ? card
                            : card.withPublicAddress(
                                    Optional.of(elb.publicAddresses().allocate(tx))));
        }
    }
}
