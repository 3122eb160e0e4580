package io.moorage.efs.action;

import io.moorage.awsmodels.efs.AccessPointDescription;
import io.moorage.awsmodels.efs.BackupPolicy;
import io.moorage.awsmodels.efs.BackupPolicyDescription;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.FileSystemPolicyDescription;
import io.moorage.awsmodels.efs.FileSystemProtectionDescription;
import io.moorage.awsmodels.efs.FileSystemSize;
import io.moorage.awsmodels.efs.MountTargetDescription;
import io.moorage.awsmodels.efs.Resource;
import io.moorage.awsmodels.efs.ResourceIdPreference;
import io.moorage.awsmodels.efs.ResourceIdType;
import io.moorage.efs.EfsConfig;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.FileSystemPolicy;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Instant;

/** Rows as the API shows them. */
final class Descriptions {
    /** Ids are long for every account since 2021. */
    static final ResourceIdPreference LONG_IDS = ResourceIdPreference.builder()
            .resourceIdType(ResourceIdType.LONG_ID)
            .resources(Resource.VALUES)
            .build();

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
                .fileSystemArn(config.arns().fileSystem(fileSystem.id()))
                .creationTime(fileSystem.created())
                .lifeCycleState(fileSystem.state().word())
                .name(fileSystem.name().orElse(null))
                .numberOfMountTargets(numberOfMountTargets(fileSystem, view))
                .sizeInBytes(size(fileSystem.size()))
                .performanceMode(settings.performanceMode())
                .encrypted(settings.encrypted())
                .kmsKeyId(settings.kmsKeyId().orElse(null))
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
                        .replicationOverwriteProtection(fileSystem.protection().name())
                        .build())
                .build();
    }

    AccessPointDescription of(AccessPoint point) {
        return AccessPointDescription.builder()
                .clientToken(point.clientToken())
                .name(point.name().orElse(null))
                .tags(Tags.shapes(point.tags()))
                .accessPointId(point.id())
                .accessPointArn(config.arns().accessPoint(point.id()))
                .fileSystemId(point.fileSystemId())
                .posixUser(AccessPoints.user(point))
                .rootDirectory(AccessPoints.root(point))
                .ownerId(config.accountId())
                .lifeCycleState(point.state().word())
                .build();
    }

    static FileSystemPolicyDescription of(FileSystemPolicy policy) {
        return FileSystemPolicyDescription.builder()
                .fileSystemId(policy.fileSystemId())
                .policy(policy.document())
                .build();
    }

    static BackupPolicyDescription backup(FileSystem fileSystem) {
        return BackupPolicyDescription.builder()
                .backupPolicy(BackupPolicy.builder()
                        .status(fileSystem.backup().name())
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

    private static FileSystemSize size(FileSystem.Size size) {
        Instant measured = size.measured().orElse(null);
        return FileSystemSize.builder()
                .value(size.bytes())
                .timestamp(measured)
                .valueInIA(size.bytesInIa())
                .valueInStandard(size.bytesInStandard())
                .valueInArchive(size.bytesInArchive())
                .build();
    }
}
