package io.moorage.autoscaling.loop;

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
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.GroupTag;
import io.moorage.model.autoscaling.LaunchConfiguration;
import io.moorage.model.autoscaling.LaunchSource;
import io.moorage.model.autoscaling.LaunchedFrom;
import io.moorage.model.ec2.InstanceType;
import io.moorage.model.ec2.LaunchTemplate;
import io.moorage.model.ec2.LaunchTemplateData;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What instances are launched from, and how EC2 is asked for it. */
final class Launches {
    private static final String GROUP_TAG = "aws:autoscaling:groupName";
    private static final String SECURITY_GROUP_ID = "sg-";
    private static final String ARN = "arn:";

    private Launches() {}

    /** What a launch from that source would be made from now; nothing when it is gone. */
    static Optional<LaunchedFrom> resolve(ReadView view, LaunchSource source) {
        return switch (source) {
            case LaunchSource.Configuration configuration ->
                view.find(AutoScalingTables.LAUNCH_CONFIGURATIONS, configuration.name())
                        .map(each -> new LaunchedFrom(source, each.instanceType(), each.created()));
            case LaunchSource.Template template ->
                view.find(Ec2Tables.LAUNCH_TEMPLATES, template.id())
                        .flatMap(each -> each.version(template.version()))
                        .map(each -> new LaunchedFrom(
                                new LaunchSource.Template(template.id(), template.name(), Long.toString(each.number())),
                                each.data().instanceType().orElse(InstanceType.DEFAULT),
                                each.created()));
        };
    }

    /** How EC2 is asked for a member; nothing when what it was to be made from is gone. */
    static Optional<RunInstancesRequest> request(ReadView view, AutoScalingGroup group, GroupInstance member) {
        RunInstancesRequest.Builder request = RunInstancesRequest.builder()
                .minCount(1)
                .maxCount(1)
                .clientToken(member.key())
                .tagSpecifications(List.of(TagSpecification.builder()
                        .resourceType("instance")
                        .tags(tags(group))
                        .build()));
        return switch (member.from().source()) {
            case LaunchSource.Configuration configuration ->
                view.find(AutoScalingTables.LAUNCH_CONFIGURATIONS, configuration.name())
                        .map(each -> of(request, each, member));
            case LaunchSource.Template template ->
                view.find(Ec2Tables.LAUNCH_TEMPLATES, template.id())
                        .flatMap(each -> each.version(template.version()))
                        .map(each -> of(request, template, each, member));
        };
    }

    private static List<Tag> tags(AutoScalingGroup group) {
        List<Tag> tags = new ArrayList<>();
        tags.add(Tag.builder().key(GROUP_TAG).value(group.name()).build());
        group.tags().values().stream()
                .filter(GroupTag::propagates)
                .sorted(Comparator.comparing(GroupTag::key))
                .forEach(each -> tags.add(
                        Tag.builder().key(each.key()).value(each.value()).build()));
        return tags;
    }

    private static RunInstancesRequest of(
            RunInstancesRequest.Builder request, LaunchConfiguration from, GroupInstance member) {
        List<String> ids = from.securityGroups().stream()
                .filter(each -> each.startsWith(SECURITY_GROUP_ID))
                .toList();
        List<String> names = from.securityGroups().stream()
                .filter(each -> !each.startsWith(SECURITY_GROUP_ID))
                .toList();
        request.imageId(from.imageId())
                .instanceType(from.instanceType())
                .keyName(from.keyName().orElse(null))
                .userData(from.userData().orElse(null))
                .ebsOptimized(from.ebsOptimized())
                .monitoring(RunInstancesMonitoringEnabled.builder()
                        .enabled(from.monitoring())
                        .build())
                .iamInstanceProfile(from.profile().map(Launches::profile).orElse(null))
                .metadataOptions(from.httpTokens()
                        .map(each -> InstanceMetadataOptionsRequest.builder()
                                .httpTokens(each)
                                .build())
                        .orElse(null))
                .blockDeviceMappings(from.disks().stream().map(Launches::disk).toList());
        if (from.publicAddress().isPresent() && names.isEmpty()) {
            place(request, member)
                    .subnetId(null)
                    .networkInterfaces(List.of(InstanceNetworkInterfaceSpecification.builder()
                            .deviceIndex(0)
                            .subnetId(member.subnetId().orElse(null))
                            .groups(ids)
                            .associatePublicIpAddress(from.publicAddress().get())
                            .build()));
        } else {
            place(request, member).securityGroupIds(ids).securityGroups(names);
        }
        return request.build();
    }

    private static RunInstancesRequest of(
            RunInstancesRequest.Builder request,
            LaunchSource.Template source,
            LaunchTemplate.Version from,
            GroupInstance member) {
        request.launchTemplate(LaunchTemplateSpecification.builder()
                .launchTemplateId(source.id())
                .version(source.version())
                .build());
        place(request, member);
        from.data().interfaces().stream().findFirst().ifPresent(nic -> request.subnetId(null)
                .networkInterfaces(List.of(of(nic, member))));
        return request.build();
    }

    private static InstanceNetworkInterfaceSpecification of(LaunchTemplateData.Interface nic, GroupInstance member) {
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(nic.deviceIndex().orElse(0))
                .subnetId(member.subnetId().or(nic::subnetId).orElse(null))
                .groups(nic.groups())
                .associatePublicIpAddress(nic.publicAddress().orElse(null))
                .privateIpAddress(nic.privateAddress().orElse(null))
                .deleteOnTermination(nic.deleteOnTermination().orElse(null))
                .build();
    }

    private static RunInstancesRequest.Builder place(RunInstancesRequest.Builder request, GroupInstance member) {
        return request.subnetId(member.subnetId().orElse(null))
                .placement(Placement.builder().availabilityZone(member.zone()).build());
    }

    private static IamInstanceProfileSpecification profile(String nameOrArn) {
        return nameOrArn.startsWith(ARN)
                ? IamInstanceProfileSpecification.builder().arn(nameOrArn).build()
                : IamInstanceProfileSpecification.builder().name(nameOrArn).build();
    }

    private static BlockDeviceMapping disk(LaunchConfiguration.Disk disk) {
        BlockDeviceMapping.Builder mapping = BlockDeviceMapping.builder()
                .deviceName(disk.deviceName())
                .virtualName(disk.virtualName().orElse(null));
        if (disk.absent()) {
            return mapping.noDevice("").build();
        }
        return disk.virtualName().isPresent()
                ? mapping.build()
                : mapping.ebs(EbsBlockDevice.builder()
                                .volumeSize(disk.sizeGib().orElse(null))
                                .volumeType(disk.type().orElse(null))
                                .deleteOnTermination(disk.deleteOnTermination().orElse(null))
                                .build())
                        .build();
    }
}
