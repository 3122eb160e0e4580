package io.moorage.autoscaling.action;

import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.awsmodels.autoscaling.BlockDeviceMapping;
import io.moorage.awsmodels.autoscaling.Ebs;
import io.moorage.awsmodels.autoscaling.InstanceMetadataOptions;
import io.moorage.awsmodels.autoscaling.InstanceMonitoring;
import io.moorage.model.autoscaling.LaunchConfiguration;
import io.moorage.store.AutoScalingTables;
import java.util.List;

/** Finds launch configurations, and shows them. */
final class Configurations {
    private Configurations() {}

    static String arn(AutoScalingConfig config, String id, String name) {
        return config.arn("launchConfiguration:" + id + ":launchConfigurationName/" + name);
    }

    static String arn(AutoScaling autoScaling, String name) {
        return autoScaling
                .view()
                .find(AutoScalingTables.LAUNCH_CONFIGURATIONS, name)
                .map(LaunchConfiguration::arn)
                .orElseGet(() -> arn(autoScaling.config(), "*", name));
    }

    static io.moorage.awsmodels.autoscaling.LaunchConfiguration shape(LaunchConfiguration row) {
        return io.moorage.awsmodels.autoscaling.LaunchConfiguration.builder()
                .launchConfigurationName(row.name())
                .launchConfigurationARN(row.arn())
                .imageId(row.imageId())
                .keyName(row.keyName().orElse(""))
                .securityGroups(row.securityGroups())
                .classicLinkVPCSecurityGroups(List.of())
                .userData(row.userData().orElse(""))
                .instanceType(row.instanceType())
                .kernelId("")
                .ramdiskId("")
                .blockDeviceMappings(
                        row.disks().stream().map(Configurations::disk).toList())
                .instanceMonitoring(
                        InstanceMonitoring.builder().enabled(row.monitoring()).build())
                .iamInstanceProfile(row.profile().orElse(null))
                .createdTime(row.created())
                .ebsOptimized(row.ebsOptimized())
                .associatePublicIpAddress(row.publicAddress().orElse(null))
                .metadataOptions(row.httpTokens()
                        .map(each -> InstanceMetadataOptions.builder()
                                .httpTokens(each)
                                .build())
                        .orElse(null))
                .build();
    }

    private static BlockDeviceMapping disk(LaunchConfiguration.Disk disk) {
        BlockDeviceMapping.Builder mapping = BlockDeviceMapping.builder()
                .deviceName(disk.deviceName())
                .virtualName(disk.virtualName().orElse(null));
        if (disk.absent()) {
            return mapping.noDevice(true).build();
        }
        return disk.virtualName().isPresent()
                ? mapping.build()
                : mapping.ebs(Ebs.builder()
                                .volumeSize(disk.sizeGib().orElse(null))
                                .volumeType(disk.type().orElse(null))
                                .deleteOnTermination(disk.deleteOnTermination().orElse(null))
                                .build())
                        .build();
    }
}
