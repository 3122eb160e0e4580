package io.moorage.ec2.compute;

import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceSpecification;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.group.Groups;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a launch goes when the request says little: the default VPC, its emptiest subnet, its default group. */
record LaunchPlace(ReadView view) {
    Subnet subnet(RunInstancesRequest input, Optional<InstanceNetworkInterfaceSpecification> nic) {
        String zone = input.placement() == null ? null : input.placement().availabilityZone();
        Optional<String> given = Optional.ofNullable(input.subnetId())
                .or(() -> nic.map(InstanceNetworkInterfaceSpecification::subnetId))
                .or(() -> nic.map(InstanceNetworkInterfaceSpecification::networkInterfaceId)
                        .map(id -> Resource.NETWORK_INTERFACE.require(view, id).subnetId()));
        if (given.isEmpty()) {
            return defaultSubnet(zone);
        }
        Subnet subnet = Resource.SUBNET.require(view, given.get());
        if (zone != null && !zone.isEmpty() && !zone.equals(subnet.availabilityZone())) {
            throw Ec2Errors.invalidValue(
                    "The availability zone '%s' does not match that of subnet '%s' (%s)",
                    zone, subnet.id(), subnet.availabilityZone());
        }
        return subnet;
    }

    private Subnet defaultSubnet(@Nullable String zone) {
        String vpc = Groups.defaultVpc(view);
        List<Subnet> defaults = view.by(Ec2Tables.SUBNETS, Ec2Tables.SUBNETS_BY_VPC, vpc).stream()
                .filter(Subnet::isDefault)
                .toList();
        return defaults.stream()
                .filter(each -> zone == null
                        || zone.isEmpty()
                        || each.availabilityZone().equals(zone))
                .min(Comparator.comparing((Subnet each) -> interfaces(each).size())
                        .thenComparing(Subnet::availabilityZone))
                .orElseThrow(() -> zone == null || zone.isEmpty()
                        ? Ec2Errors.refused(
                                "MissingInput",
                                "No subnets found for the default VPC '%s'. Please specify a subnet.",
                                vpc)
                        : Ec2Errors.invalidValue("Invalid availability zone: [%s]", zone));
    }

    private Collection<NetworkInterface> interfaces(Subnet subnet) {
        return view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, subnet.id());
    }

    /** The ids of the groups named by id or name, all of the subnet's VPC; its default group when none is. */
    List<String> groups(RunInstancesRequest input, Optional<InstanceNetworkInterfaceSpecification> nic, Subnet subnet) {
        if (!input.securityGroups().isEmpty() && input.subnetId() != null) {
            throw Ec2Errors.invalidCombination("The parameter groupName cannot be used with the parameter subnet");
        }
        var ids = new LinkedHashSet<String>();
        input.securityGroups()
                .forEach(
                        each -> ids.add(Groups.named(view, subnet.vpcId(), each).id()));
        List<String> byId = input.securityGroupIds().isEmpty()
                ? nic.map(InstanceNetworkInterfaceSpecification::groups).orElse(List.of())
                : input.securityGroupIds();
        byId.forEach(each -> ids.add(of(subnet, each)));
        if (ids.isEmpty()) {
            ids.add(Groups.named(view, subnet.vpcId(), SecurityGroup.DEFAULT_NAME)
                    .id());
        }
        return List.copyOf(ids);
    }

    private String of(Subnet subnet, String groupId) {
        SecurityGroup group = Resource.SECURITY_GROUP.require(view, groupId);
        if (!group.vpcId().equals(subnet.vpcId())) {
            throw Ec2Errors.refused(
                    "InvalidParameter",
                    "Security group %s and subnet %s belong to different networks.",
                    groupId,
                    subnet.id());
        }
        return group.id();
    }
}
