package io.moorage.ec2.compute;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.vpc.InterfaceFilters;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Instance.BlockDevice;
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
                .by("launch-time", each -> Filters.time(each.launched()))
                .by("client-token", each -> each.launch().clientToken())
                .by("monitoring-state", each -> each.launch().monitoring() ? "enabled" : "disabled")
                .by("availability-zone", each -> each.launch().availabilityZone())
                .byOptional("key-name", each -> each.launch().keyName())
                .byOptional("iam-instance-profile.arn", each -> each.launch().instanceProfileArn())
                .byOptional(
                        "iam-instance-profile.name",
                        each -> each.launch().instanceProfileArn().map(arn -> arn.substring(arn.lastIndexOf('/') + 1)))
                .byOptional(
                        "iam-instance-profile.id",
                        each -> each.launch().instanceProfileArn().flatMap(arn -> InstanceShapes.profileId(view, arn)))
                .by("reason", InstanceShapes::transition)
                .byOptional("state-reason-code", each -> each.reason().map(StateReason::code))
                .byOptional("state-reason-message", each -> each.reason().map(StateReason::message));
        return withNetwork(withDisks(withMetadata(alike(filters, config))), view, config);
    }

    private static Filters<Instance> alike(Filters<Instance> filters, Ec2Config config) {
        return filters.same("owner-id", config.accountId())
                .same("architecture", "x86_64")
                .same("hypervisor", "xen")
                .same("virtualization-type", "hvm")
                .same("tenancy", "default")
                .same("root-device-type", "ebs")
                .same("root-device-name", InstanceShapes.ROOT_DEVICE)
                .same("source-dest-check", "true")
                .same("hibernation-options.configured", "false")
                .same("platform-details", "Linux/UNIX")
                .same("usage-operation", "RunInstances")
                .same("enclave-options.enabled", "false")
                .none("affinity", "capacity-reservation-id", "host-id", "instance-lifecycle", "kernel-id", "ramdisk-id")
                .none("outpost-arn", "placement-group-name", "placement-partition-number", "platform", "requester-id")
                .none("product-code", "product-code.type", "spot-instance-request-id");
    }

    private static Filters<Instance> withMetadata(Filters<Instance> filters) {
        return filters.by("metadata-options.http-tokens", each -> InstanceShapes.tokens(each.launch()))
                .by(
                        "metadata-options.http-endpoint",
                        each -> word(each.launch().metadata().enabled()))
                .by(
                        "metadata-options.instance-metadata-tags",
                        each -> word(each.launch().metadata().tags()))
                .by(
                        "metadata-options.http-put-response-hop-limit",
                        each -> Integer.toString(each.launch().metadata().hopLimit()));
    }

    private static String word(boolean enabled) {
        return enabled ? "enabled" : "disabled";
    }

    private static Filters<Instance> withDisks(Filters<Instance> filters) {
        return filters.byAny("block-device-mapping.device-name", each -> disks(each, BlockDevice::deviceName))
                .byAny("block-device-mapping.volume-id", each -> disks(each, BlockDevice::volumeId))
                .byAny("block-device-mapping.status", each -> disks(each, disk -> "attached"))
                .byAny("block-device-mapping.attach-time", each -> disks(each, disk -> Filters.time(each.launched())))
                .byAny(
                        "block-device-mapping.delete-on-termination",
                        each -> disks(each, disk -> Boolean.toString(disk.deleteOnTermination())));
    }

    private static List<String> disks(Instance row, Function<BlockDevice, String> value) {
        return row.launch().blockDevices().stream().map(value).toList();
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
        return filters.through("network-interface.", new InterfaceFilters(view, config).all(), eni)
                .byOptional("vpc-id", each -> eni.apply(each).map(NetworkInterface::vpcId))
                .byOptional("subnet-id", each -> eni.apply(each).map(NetworkInterface::subnetId))
                .byOptional("private-ip-address", address)
                .byOptional("private-dns-name", each -> address.apply(each).map(config::privateName))
                .byOptional("ip-address", open)
                .byOptional("dns-name", each -> open.apply(each).map(config::publicName))
                .byAny("instance.group-id", groups)
                .byAny("group-id", groups)
                .byAny("instance.group-name", names)
                .byAny("group-name", names);
    }
}
