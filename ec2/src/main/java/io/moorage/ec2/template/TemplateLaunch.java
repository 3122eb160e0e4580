package io.moorage.ec2.template;

import io.moorage.awsmodels.ec2.BlockDeviceMapping;
import io.moorage.awsmodels.ec2.EbsBlockDevice;
import io.moorage.awsmodels.ec2.IamInstanceProfileSpecification;
import io.moorage.awsmodels.ec2.InstanceMetadataOptionsRequest;
import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceSpecification;
import io.moorage.awsmodels.ec2.LaunchTemplateSpecification;
import io.moorage.awsmodels.ec2.Placement;
import io.moorage.awsmodels.ec2.RunInstancesMonitoringEnabled;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TagSpecification;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.LaunchTemplateData;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code RunInstances} by a launch template: what the request says counts, and the template's data where it says nothing ("Launch
 * an instance from a launch template").
 */
public final class TemplateLaunch {
    private static final List<String> KINDS = List.of("instance", "volume", "network-interface");

    private TemplateLaunch() {}

    /** The request with the template's data in it, and no template; the same when it names none. */
    public static RunInstancesRequest resolve(RunInstancesRequest input, ReadView view) {
        LaunchTemplateSpecification given = input.launchTemplate();
        if (given == null) {
            return input;
        }
        LaunchTemplate template = Templates.named(view, given.launchTemplateId(), given.launchTemplateName());
        LaunchTemplateData data = Templates.version(template, given.version()).data();
        RunInstancesRequest.Builder merged = input.toBuilder()
                .launchTemplate(null)
                .imageId(or(input.imageId(), data.imageId()))
                .instanceType(or(input.instanceType(), data.instanceType()))
                .keyName(or(input.keyName(), data.keyName()))
                .userData(or(input.userData(), data.userData()))
                .ebsOptimized(or(input.ebsOptimized(), data.ebsOptimized()))
                .instanceInitiatedShutdownBehavior(
                        or(input.instanceInitiatedShutdownBehavior(), data.shutdownBehavior()))
                .disableApiTermination(or(input.disableApiTermination(), data.terminationProtected()))
                .disableApiStop(or(input.disableApiStop(), data.stopProtected()))
                .monitoring(or(input.monitoring(), data.monitoring().map(each -> RunInstancesMonitoringEnabled.builder()
                        .enabled(each)
                        .build())))
                .metadataOptions(or(input.metadataOptions(), metadata(data)))
                .placement(or(input.placement(), data.zone().map(each -> Placement.builder()
                        .availabilityZone(each)
                        .build())))
                .iamInstanceProfile(or(input.iamInstanceProfile(), profile(data)))
                .tagSpecifications(tags(input.tagSpecifications(), data.tags()));
        if (input.blockDeviceMappings().isEmpty()) {
            merged.blockDeviceMappings(
                    data.disks().stream().map(TemplateLaunch::disk).toList());
        }
        network(merged, input, data);
        return merged.build();
    }

    private static <T> @Nullable T or(@Nullable T given, Optional<T> otherwise) {
        return given == null ? otherwise.orElse(null) : given;
    }

    private static Optional<InstanceMetadataOptionsRequest> metadata(LaunchTemplateData data) {
        return data.httpTokens().isEmpty() && data.metadata().equals(LaunchTemplateData.Metadata.NONE)
                ? Optional.empty()
                : Optional.of(InstanceMetadataOptionsRequest.builder()
                        .httpTokens(data.httpTokens().orElse(null))
                        .httpEndpoint(data.metadata().endpoint().orElse(null))
                        .httpPutResponseHopLimit(data.metadata().hopLimit().orElse(null))
                        .instanceMetadataTags(data.metadata().tags().orElse(null))
                        .build());
    }

    private static Optional<IamInstanceProfileSpecification> profile(LaunchTemplateData data) {
        return data.profileArn().isEmpty() && data.profileName().isEmpty()
                ? Optional.empty()
                : Optional.of(IamInstanceProfileSpecification.builder()
                        .arn(data.profileArn().orElse(null))
                        .name(data.profileName().orElse(null))
                        .build());
    }

    private static void network(
            RunInstancesRequest.Builder merged, RunInstancesRequest input, LaunchTemplateData data) {
        boolean ownGroups =
                !input.securityGroupIds().isEmpty() || !input.securityGroups().isEmpty();
        if (!input.networkInterfaces().isEmpty()) {
            return;
        }
        if (!data.interfaces().isEmpty()) {
            merged.networkInterfaces(
                    data.interfaces().stream().map(TemplateLaunch::nic).toList());
        } else if (!ownGroups) {
            merged.securityGroupIds(data.groupIds()).securityGroups(data.groupNames());
        }
    }

    private static InstanceNetworkInterfaceSpecification nic(LaunchTemplateData.Interface nic) {
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(nic.deviceIndex().orElse(0))
                .subnetId(nic.subnetId().orElse(null))
                .groups(nic.groups())
                .associatePublicIpAddress(nic.publicAddress().orElse(null))
                .privateIpAddress(nic.privateAddress().orElse(null))
                .deleteOnTermination(nic.deleteOnTermination().orElse(null))
                .build();
    }

    private static BlockDeviceMapping disk(LaunchTemplateData.Disk disk) {
        BlockDeviceMapping.Builder mapping = BlockDeviceMapping.builder().deviceName(disk.deviceName());
        return disk.absent()
                ? mapping.noDevice("").build()
                : mapping.ebs(EbsBlockDevice.builder()
                                .volumeSize(disk.sizeGib().orElse(null))
                                .volumeType(disk.type().orElse(null))
                                .deleteOnTermination(disk.deleteOnTermination().orElse(null))
                                .build())
                        .build();
    }

    /** Those of the template, and of the request where both have a tag of that key. */
    private static List<TagSpecification> tags(
            List<TagSpecification> given, Map<String, Map<String, String>> ofTemplate) {
        List<TagSpecification> all = new ArrayList<>();
        for (String kind : KINDS) {
            Map<String, String> missing = new HashMap<>(ofTemplate.getOrDefault(kind, Map.of()));
            List<Tag> tags = new ArrayList<>();
            given.stream().filter(each -> kind.equals(each.resourceType())).forEach(each -> tags.addAll(each.tags()));
            tags.forEach(each -> missing.remove(String.valueOf(each.key())));
            tags.addAll(Tags.list(missing));
            if (!tags.isEmpty()) {
                all.add(TagSpecification.builder().resourceType(kind).tags(tags).build());
            }
        }
        given.stream()
                .filter(each -> !KINDS.contains(String.valueOf(each.resourceType())))
                .forEach(all::add);
        return all;
    }
}
