package io.moorage.ec2.compute;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.api.Filters;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The filters of {@code DescribeInstances}. */
final class InstanceFilters {
    private InstanceFilters() {}

    static Filters<Instance> of(ReadView view, Ec2Config config) {
        Filters<Instance> filters = Filters.<Instance>onTags(Instance::tags)
                .by("instance-id", Instance::id)
                .by("instance-state-name", each -> each.state().word())
                .by("instance-state-code", each -> Integer.toString(each.state().code()))
                .by("instance-type", each -> each.launch().instanceType())
                .by("image-id", each -> each.launch().imageId())
                .by("reservation-id", each -> each.launch().reservationId())
                .by("launch-index", each -> Integer.toString(each.launch().launchIndex()))
                .by("launch-time", each -> each.launched().toString())
                .by("client-token", each -> each.launch().clientToken())
                .by("owner-id", each -> config.accountId())
                .by("architecture", each -> "x86_64")
                .by("tenancy", each -> "default")
                .by("root-device-type", each -> "ebs")
                .by("root-device-name", each -> InstanceShapes.ROOT_DEVICE)
                .by("monitoring-state", each -> each.launch().monitoring() ? "enabled" : "disabled")
                .by("availability-zone", each -> each.launch().availabilityZone())
                .by("vpc-id", each -> each.launch().vpcId())
                .by("subnet-id", each -> each.launch().subnetId())
                .by("network-interface.subnet-id", each -> each.launch().subnetId())
                .by("network-interface.vpc-id", each -> each.launch().vpcId())
                .byOptional("key-name", each -> each.launch().keyName())
                .byOptional("iam-instance-profile.arn", each -> each.launch().instanceProfileArn())
                .byOptional("state-reason-code", each -> each.reason().map(StateReason::code));
        return withNetwork(filters, view, config);
    }

    private static Filters<Instance> withNetwork(Filters<Instance> filters, ReadView view, Ec2Config config) {
        Function<Instance, Optional<NetworkInterface>> eni =
                each -> view.find(Ec2Tables.INTERFACES, each.networkInterfaceId());
        Function<Instance, Optional<String>> address = each -> eni.apply(each).map(NetworkInterface::privateAddress);
        Function<Instance, Optional<String>> open = each -> eni.apply(each).flatMap(NetworkInterface::publicAddress);
        Function<Instance, Collection<String>> groups =
                each -> eni.apply(each).map(NetworkInterface::securityGroups).orElse(List.of());
        Function<Instance, Collection<String>> names = each -> groups.apply(each).stream()
                .flatMap(id -> view.find(Ec2Tables.SECURITY_GROUPS, id).stream())
                .map(SecurityGroup::name)
                .toList();
        return filters.byOptional("private-ip-address", address)
                .byOptional("network-interface.addresses.private-ip-address", address)
                .byOptional("private-dns-name", each -> address.apply(each).map(config::privateName))
                .byOptional("ip-address", open)
                .byOptional("dns-name", each -> open.apply(each).map(config::publicName))
                .byOptional("network-interface.network-interface-id", each -> eni.apply(each)
                        .map(NetworkInterface::id))
                .byAny("instance.group-id", groups)
                .byAny("group-id", groups)
                .byAny("network-interface.group-id", groups)
                .byAny("instance.group-name", names)
                .byAny("group-name", names);
    }
}
