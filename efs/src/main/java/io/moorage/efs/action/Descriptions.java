package io.moorage.efs.action;

import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.FileSystemProtectionDescription;
import io.moorage.awsmodels.efs.FileSystemSize;
import io.moorage.awsmodels.efs.MountTargetDescription;
import io.moorage.awsmodels.efs.ReplicationOverwriteProtection;
import io.moorage.efs.EfsConfig;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Instant;

/** Rows as the API shows them. */
final class Descriptions {
    private final EfsConfig config;

    Descriptions(EfsConfig config) {
        this.config = config;
    }

    FileSystemDescription of(FileSystem fileSystem, ReadView view) {
        FileSystem.Settings settings = fileSystem.settings();
        String zone = settings.availabilityZone().orElse(null);
        return FileSystemDescription.builder()
                .ownerId(config.accountId())
                .creationToken(fileSystem.creationToken())
                .fileSystemId(fileSystem.id())
                .fileSystemArn("arn:aws:elasticfilesystem:" + config.region() + ":" + config.accountId()
                        + ":file-system/" + fileSystem.id())
                .creationTime(fileSystem.created())
                .lifeCycleState(fileSystem.state().word())
                .name(fileSystem.name().orElse(null))
                .numberOfMountTargets(numberOfMountTargets(fileSystem, view))
                .sizeInBytes(size(fileSystem.size()))
                .performanceMode(settings.performanceMode())
                .encrypted(false)
                .throughputMode(settings.throughputMode())
                .provisionedThroughputInMibps(
                        settings.provisionedThroughputInMibps().orElse(null))
                .availabilityZoneName(zone)
                .availabilityZoneId(view.all(Ec2Tables.SUBNETS).stream()
                        .filter(subnet -> subnet.availabilityZone().equals(zone))
                        .map(Subnet::zoneId)
                        .findFirst()
                        .orElse(null))
                .tags(Tags.shapes(fileSystem.tags()))
                .fileSystemProtection(FileSystemProtectionDescription.builder()
                        .replicationOverwriteProtection(ReplicationOverwriteProtection.ENABLED)
                        .build())
                .build();
    }

    MountTargetDescription of(MountTarget target) {
        return MountTargetDescription.builder()
                .ownerId(config.accountId())
                .mountTargetId(target.id())
                .fileSystemId(target.fileSystemId())
                .subnetId(target.subnetId())
                .lifeCycleState(target.state().word())
                .ipAddress(target.ipAddress())
                .networkInterfaceId(target.networkInterfaceId())
                .availabilityZoneId(target.availabilityZoneId())
                .availabilityZoneName(target.availabilityZone())
                .vpcId(target.vpcId())
                .build();
    }

    private static int numberOfMountTargets(FileSystem fileSystem, ReadView view) {
        return (int) view.by(EfsTables.MOUNT_TARGETS, EfsTables.MOUNT_TARGETS_BY_FILE_SYSTEM, fileSystem.id()).stream()
                .filter(target -> target.state() != LifeCycleState.DELETING)
                .count();
    }

    /** The Archive class is not there: what is not in Infrequent Access is in Standard. */
    private static FileSystemSize size(FileSystem.Size size) {
        Instant measured = size.measured().orElse(null);
        return FileSystemSize.builder()
                .value(size.bytes())
                .timestamp(measured)
                .valueInIA(size.bytesInIa())
                .valueInStandard(size.bytes() - size.bytesInIa())
                .valueInArchive(0L)
                .build();
    }
}
