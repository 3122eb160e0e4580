package io.moorage.ec2.template;

import io.moorage.awsmodels.ec2.LaunchTemplateBlockDeviceMapping;
import io.moorage.awsmodels.ec2.LaunchTemplateEbsBlockDevice;
import io.moorage.awsmodels.ec2.LaunchTemplateIamInstanceProfileSpecification;
import io.moorage.awsmodels.ec2.LaunchTemplateInstanceMetadataOptions;
import io.moorage.awsmodels.ec2.LaunchTemplateInstanceNetworkInterfaceSpecification;
import io.moorage.awsmodels.ec2.LaunchTemplatePlacement;
import io.moorage.awsmodels.ec2.LaunchTemplateTagSpecification;
import io.moorage.awsmodels.ec2.LaunchTemplateVersion;
import io.moorage.awsmodels.ec2.LaunchTemplatesMonitoring;
import io.moorage.awsmodels.ec2.ResponseLaunchTemplateData;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.LaunchTemplateData;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Launch templates as answers show them. */
final class TemplateShapes {
    private TemplateShapes() {}

    static io.moorage.awsmodels.ec2.LaunchTemplate template(LaunchTemplate row) {
        return io.moorage.awsmodels.ec2.LaunchTemplate.builder()
                .launchTemplateId(row.id())
                .launchTemplateName(row.name())
                .createTime(row.created())
                .createdBy(row.createdBy())
                .defaultVersionNumber(row.defaultVersion())
                .latestVersionNumber(row.versions().getLast().number())
                .tags(Tags.list(row.tags()))
                .build();
    }

    static LaunchTemplateVersion version(LaunchTemplate template, LaunchTemplate.Version row) {
        return LaunchTemplateVersion.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .versionNumber(row.number())
                .versionDescription(row.description().orElse(null))
                .createTime(row.created())
                .createdBy(row.createdBy())
                .defaultVersion(row.number() == template.defaultVersion())
                .launchTemplateData(data(row.data()))
                .build();
    }

    private static ResponseLaunchTemplateData data(LaunchTemplateData data) {
        return ResponseLaunchTemplateData.builder()
                .imageId(data.imageId().orElse(null))
                .instanceType(data.instanceType().orElse(null))
                .keyName(data.keyName().orElse(null))
                .iamInstanceProfile(profile(data))
                .userData(data.userData().orElse(null))
                .securityGroupIds(data.groupIds())
                .securityGroups(data.groupNames())
                .networkInterfaces(
                        data.interfaces().stream().map(TemplateShapes::nic).toList())
                .blockDeviceMappings(
                        data.disks().stream().map(TemplateShapes::disk).toList())
                .monitoring(data.monitoring()
                        .map(each -> LaunchTemplatesMonitoring.builder()
                                .enabled(each)
                                .build())
                        .orElse(null))
                .ebsOptimized(data.ebsOptimized().orElse(null))
                .instanceInitiatedShutdownBehavior(data.shutdownBehavior().orElse(null))
                .disableApiTermination(data.terminationProtected().orElse(null))
                .disableApiStop(data.stopProtected().orElse(null))
                .metadataOptions(metadata(data))
                .placement(data.zone()
                        .map(each -> LaunchTemplatePlacement.builder()
                                .availabilityZone(each)
                                .build())
                        .orElse(null))
                .tagSpecifications(new TreeMap<>(data.tags())
                        .entrySet().stream()
                                .map(each -> LaunchTemplateTagSpecification.builder()
                                        .resourceType(each.getKey())
                                        .tags(Tags.list(each.getValue()))
                                        .build())
                                .toList())
                .build();
    }

    private static @Nullable LaunchTemplateInstanceMetadataOptions metadata(LaunchTemplateData data) {
        return data.httpTokens().isEmpty() && data.metadata().equals(LaunchTemplateData.Metadata.NONE)
                ? null
                : LaunchTemplateInstanceMetadataOptions.builder()
                        .httpTokens(data.httpTokens().orElse(null))
                        .httpEndpoint(data.metadata().endpoint().orElse(null))
                        .httpPutResponseHopLimit(data.metadata().hopLimit().orElse(null))
                        .instanceMetadataTags(data.metadata().tags().orElse(null))
                        .build();
    }

    private static @Nullable LaunchTemplateIamInstanceProfileSpecification profile(LaunchTemplateData data) {
        return data.profileArn().isEmpty() && data.profileName().isEmpty()
                ? null
                : LaunchTemplateIamInstanceProfileSpecification.builder()
                        .arn(data.profileArn().orElse(null))
                        .name(data.profileName().orElse(null))
                        .build();
    }

    private static LaunchTemplateInstanceNetworkInterfaceSpecification nic(LaunchTemplateData.Interface nic) {
        return LaunchTemplateInstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(nic.deviceIndex().orElse(null))
                .subnetId(nic.subnetId().orElse(null))
                .groups(nic.groups())
                .associatePublicIpAddress(nic.publicAddress().orElse(null))
                .privateIpAddress(nic.privateAddress().orElse(null))
                .deleteOnTermination(nic.deleteOnTermination().orElse(null))
                .build();
    }

    private static LaunchTemplateBlockDeviceMapping disk(LaunchTemplateData.Disk disk) {
        LaunchTemplateBlockDeviceMapping.Builder mapping =
                LaunchTemplateBlockDeviceMapping.builder().deviceName(disk.deviceName());
        return disk.absent()
                ? mapping.noDevice("").build()
                : mapping.ebs(LaunchTemplateEbsBlockDevice.builder()
                                .volumeSize(disk.sizeGib().orElse(null))
                                .volumeType(disk.type().orElse(null))
                                .deleteOnTermination(disk.deleteOnTermination().orElse(null))
                                .build())
                        .build();
    }
}
