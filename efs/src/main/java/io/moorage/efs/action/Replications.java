package io.moorage.efs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.efs.Destination;
import io.moorage.awsmodels.efs.DestinationToCreate;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.PerformanceMode;
import io.moorage.awsmodels.efs.ReplicationConfigurationDescription;
import io.moorage.efs.EfsConfig;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.Replication;
import io.moorage.model.efs.ReplicationOverwriteProtection;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Replications as requests ask for them, and as the API shows them (EFS user guide, "Replicating file systems"). */
final class Replications {
    private final RandomGenerator random;
    private final EfsConfig config;

    Replications(RandomGenerator random, EfsConfig config) {
        this.random = random;
        this.config = config;
    }

    /** The replication a file system is part of. */
    static Optional<Replication> of(ReadView view, String fileSystemId) {
        return view.find(EfsTables.REPLICATIONS, fileSystemId)
                .or(() -> view.by(EfsTables.REPLICATIONS, EfsTables.REPLICATIONS_BY_DESTINATION, fileSystemId).stream()
                        .findFirst());
    }

    static void refuseMember(ReadView view, String fileSystemId) {
        if (of(view, fileSystemId).isPresent()) {
            throw new AwsException(
                    EfsOperations.ERROR_REPLICATION_ALREADY_EXISTS,
                    "File system '" + fileSystemId + "' is part of a replication already; it can be part of one only.");
        }
    }

    /** Refuses a destination that cannot be, whatever the source. */
    void check(DestinationToCreate wanted) {
        String region = wanted.region();
        String zone = wanted.availabilityZoneName();
        if (region != null && !region.equals(config.region())) {
            throw Refusal.badRequest(
                    "There is no region " + region + " here: a file system is replicated within " + config.region());
        }
        if (wanted.fileSystemId() != null) {
            if (zone != null || wanted.kmsKeyId() != null) {
                throw Refusal.badRequest("AvailabilityZoneName and KmsKeyId are for a destination that is made; '"
                        + wanted.fileSystemId() + "' is there already.");
            }
        } else if (region == null && zone == null) {
            throw Refusal.badRequest("Give a destination's Region, AvailabilityZoneName or FileSystemId.");
        } else if (zone != null && !config.zones().contains(zone)) {
            throw new AwsException(
                    EfsOperations.ERROR_UNSUPPORTED_AVAILABILITY_ZONE, "Unknown Availability Zone: " + zone);
        }
    }

    /** A new destination, with the properties the user guide gives it ("What's in a replication configuration"). */
    FileSystem destinationOf(FileSystem source, DestinationToCreate wanted, Instant now) {
        FileSystem.Settings settings = source.settings();
        Optional<String> zone = Optional.ofNullable(wanted.availabilityZoneName());
        Encryption encryption = Encryption.of(true, wanted.kmsKeyId(), config.region(), config.accountId());
        String id = FileSystem.nextId(random);
        return FileSystem.creating(
                        id,
                        "destination-" + id + "-of-" + source.id(),
                        now,
                        new FileSystem.Settings(
                                zone.isPresent() ? PerformanceMode.GENERAL_PURPOSE : settings.performanceMode(),
                                settings.throughputMode(),
                                settings.provisionedThroughputInMibps(),
                                zone,
                                encryption.encrypted(),
                                encryption.keyArn(),
                                Optional.empty()),
                        BackupStatus.ENABLED,
                        Map.of())
                .withProtection(ReplicationOverwriteProtection.REPLICATING);
    }

    ReplicationConfigurationDescription description(Replication replication) {
        String sourceArn = config.arns().fileSystem(replication.sourceFileSystemId());
        return ReplicationConfigurationDescription.builder()
                .sourceFileSystemId(replication.sourceFileSystemId())
                .sourceFileSystemRegion(config.region())
                .sourceFileSystemArn(sourceArn)
                .sourceFileSystemOwnerId(config.accountId())
                .originalSourceFileSystemArn(sourceArn)
                .creationTime(replication.created())
                .destinations(List.of(destination(replication)))
                .build();
    }

    private Destination destination(Replication replication) {
        return Destination.builder()
                .status(replication.status().name())
                .fileSystemId(replication.destinationFileSystemId())
                .region(config.region())
                .ownerId(config.accountId())
                .lastReplicatedTimestamp(replication.lastReplicated().orElse(null))
                .statusMessage(replication.statusMessage().orElse(null))
                .build();
    }
}
