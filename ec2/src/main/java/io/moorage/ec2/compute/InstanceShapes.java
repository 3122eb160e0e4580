package io.moorage.ec2.compute;

import io.moorage.awsmodels.ec2.EbsInstanceBlockDevice;
import io.moorage.awsmodels.ec2.IamInstanceProfile;
import io.moorage.awsmodels.ec2.InstanceBlockDeviceMapping;
import io.moorage.awsmodels.ec2.InstanceMetadataOptionsResponse;
import io.moorage.awsmodels.ec2.InstanceStateChange;
import io.moorage.awsmodels.ec2.Monitoring;
import io.moorage.awsmodels.ec2.Placement;
import io.moorage.awsmodels.ec2.Reservation;
import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.api.Tags;
import io.moorage.ec2.vpc.InterfaceShapes;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Instance.Launch;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.StateReason;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.Ec2Tables;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Instances as answers show them.
 *
 * @param view where their interfaces, and the names of groups, are looked up
 */
record InstanceShapes(ReadView view, Ec2Config config) {
    static final String ROOT_DEVICE = "/dev/xvda";

    /** The instances of one reservation, which all wear the same groups at launch. */
    Reservation reservation(String id, List<Instance> instances) {
        return Reservation.builder()
                .reservationId(id)
                .ownerId(config.accountId())
                .groups(List.of())
                .instances(instances.stream().map(this::instance).toList())
                .build();
    }

    private io.moorage.awsmodels.ec2.Instance instance(Instance row) {
        Launch launch = row.launch();
        var shape = io.moorage.awsmodels.ec2.Instance.builder()
                .instanceId(row.id())
                .amiLaunchIndex(launch.launchIndex())
                .imageId(launch.imageId())
                .instanceType(launch.instanceType())
                .keyName(launch.keyName().orElse(null))
                .launchTime(row.launched())
                .placement(Placement.builder()
                        .availabilityZone(launch.availabilityZone())
                        .groupName("")
                        .tenancy("default")
                        .build())
                .monitoring(Monitoring.builder()
                        .state(launch.monitoring() ? "enabled" : "disabled")
                        .build())
                .state(state(row.state()))
                .stateReason(row.reason().map(InstanceShapes::reason).orElse(null))
                .stateTransitionReason(transition(row))
                .clientToken(launch.clientToken())
                .architecture("x86_64")
                .hypervisor("xen")
                .virtualizationType("hvm")
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .rootDeviceName(ROOT_DEVICE)
                .rootDeviceType("ebs")
                .ebsOptimized(launch.ebsOptimized())
                .enaSupport(true)
                .iamInstanceProfile(
                        launch.instanceProfileArn().map(this::profile).orElse(null))
                .metadataOptions(metadata(launch))
                .tags(Tags.list(row.tags()));
        if (row.state() == InstanceState.TERMINATED) {
            // EC2 shows no network and no disks of a terminated instance.
            return shape.privateDnsName("").publicDnsName("").build();
        }
        network(shape, row);
        return shape.blockDeviceMappings(disks(row))
                .subnetId(launch.subnetId())
                .vpcId(launch.vpcId())
                .sourceDestCheck(true)
                .build();
    }

    private void network(io.moorage.awsmodels.ec2.Instance.Builder shape, Instance row) {
        Optional<NetworkInterface> found = view.find(Ec2Tables.INTERFACES, row.networkInterfaceId());
        if (found.isEmpty()) {
            return;
        }
        NetworkInterface eni = found.get();
        var shapes = new InterfaceShapes(view, config);
        String publicAddress = eni.publicAddress().orElse(null);
        shape.privateIpAddress(eni.privateAddress())
                .privateDnsName(config.privateName(eni.privateAddress()))
                .publicIpAddress(publicAddress)
                .publicDnsName(publicAddress == null ? "" : shapes.publicName(eni, publicAddress))
                .securityGroups(shapes.groups(eni))
                .networkInterfaces(List.of(shapes.ofInstance(eni, row.launched())));
    }

    static List<InstanceBlockDeviceMapping> disks(Instance row) {
        return row.launch().blockDevices().stream()
                .map(each -> InstanceBlockDeviceMapping.builder()
                        .deviceName(each.deviceName())
                        .ebs(EbsInstanceBlockDevice.builder()
                                .attachTime(row.launched())
                                .deleteOnTermination(each.deleteOnTermination())
                                .status("attached")
                                .volumeId(each.volumeId())
                                .build())
                        .build())
                .toList();
    }

    private IamInstanceProfile profile(String arn) {
        return IamInstanceProfile.builder()
                .arn(arn)
                .id(profileId(view, arn).orElse(null))
                .build();
    }

    static Optional<String> profileId(ReadView view, String arn) {
        return view.by(IamTables.INSTANCE_PROFILES, IamTables.INSTANCE_PROFILES_BY_ARN, arn).stream()
                .map(InstanceProfile::id)
                .findFirst();
    }

    static InstanceMetadataOptionsResponse metadata(Launch launch) {
        return InstanceMetadataOptionsResponse.builder()
                .state("applied")
                .httpTokens(tokens(launch))
                .httpPutResponseHopLimit(launch.metadata().hopLimit())
                .httpEndpoint(launch.metadata().enabled() ? "enabled" : "disabled")
                .httpProtocolIpv6("disabled")
                .instanceMetadataTags(launch.metadata().tags() ? "enabled" : "disabled")
                .build();
    }

    static String tokens(Launch launch) {
        return launch.tokensRequired() ? "required" : "optional";
    }

    static io.moorage.awsmodels.ec2.InstanceState state(InstanceState state) {
        return io.moorage.awsmodels.ec2.InstanceState.builder()
                .code(state.code())
                .name(state.word())
                .build();
    }

    static InstanceStateChange change(Instance before, Instance after) {
        return InstanceStateChange.builder()
                .instanceId(after.id())
                .previousState(state(before.state()))
                .currentState(state(after.state()))
                .build();
    }

    private static io.moorage.awsmodels.ec2.StateReason reason(StateReason reason) {
        return io.moorage.awsmodels.ec2.StateReason.builder()
                .code(reason.code())
                .message(reason.message())
                .build();
    }

    static String transition(Instance row) {
        return row.reason().filter(StateReason.USER_SHUTDOWN::equals).isPresent()
                ? "User initiated ("
                        + row.ended()
                                .orElse(row.changed())
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace('T', ' ')
                                .replace("Z", " GMT)")
                : row.reason().map(StateReason::message).orElse("");
    }
}
