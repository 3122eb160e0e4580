package io.moorage.efs.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.CreateReplicationConfigurationRequest;
import io.moorage.awsmodels.efs.DeleteReplicationConfigurationRequest;
import io.moorage.awsmodels.efs.DescribeBackupPolicyRequest;
import io.moorage.awsmodels.efs.DescribeReplicationConfigurationsRequest;
import io.moorage.awsmodels.efs.DestinationToCreate;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.ReplicationConfigurationDescription;
import io.moorage.awsmodels.efs.UpdateFileSystemProtectionRequest;
import io.moorage.efs.EfsWorld;
import io.moorage.efs.FileServers.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Replications, as the EFS API reference and the user guide's "Replicating file systems" have them. */
final class ReplicationActionsTest {
    private static final DestinationToCreate HERE =
            DestinationToCreate.builder().region(EfsWorld.REGION).build();

    private final EfsWorld world = new EfsWorld();

    /** User guide, "What's in a replication configuration". */
    @Test
    void aNewDestinationFollowsItsSourceAndIsReadOnly() throws Exception {
        String source = world.fileSystem(CreateFileSystemRequest.builder()
                .creationToken("t")
                .throughputMode("elastic")
                .build());
        ReplicationConfigurationDescription created = create(source, HERE);
        String destination = destination(created);
        assertThat(created.sourceFileSystemRegion()).isEqualTo(EfsWorld.REGION);
        assertThat(created.originalSourceFileSystemArn())
                .isEqualTo(created.sourceFileSystemArn())
                .isEqualTo("arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/" + source);
        assertThat(created.creationTime()).isEqualTo(EfsWorld.NOW);
        assertThat(created.destinations().getFirst().status()).isEqualTo("ENABLING");
        assertThat(created.destinations().getFirst().lastReplicatedTimestamp()).isNull();

        world.settle();
        FileSystemDescription made = world.describe(destination);
        assertThat(made.lifeCycleState()).isEqualTo("available");
        assertThat(made.throughputMode()).isEqualTo("elastic");
        assertThat(made.encrypted()).isTrue();
        assertThat(protection(destination)).isEqualTo("REPLICATING");
        assertThat(world.call(
                                EfsOperations.DESCRIBE_BACKUP_POLICY,
                                DescribeBackupPolicyRequest.builder()
                                        .fileSystemId(destination)
                                        .build())
                        .backupPolicy())
                .hasToString("BackupPolicy[status=ENABLED]");
        assertThat(world.servers.terms(destination)).map(Terms::readOnly).contains(true);
        assertThat(world.servers.terms(source)).map(Terms::readOnly).contains(false);
    }

    @Test
    void aDestinationInOneZone() throws Exception {
        String source = world.fileSystem(CreateFileSystemRequest.builder()
                .creationToken("t")
                .performanceMode("maxIO")
                .build());
        String destination = destination(create(
                source,
                DestinationToCreate.builder()
                        .availabilityZoneName("us-east-1b")
                        .kmsKeyId("alias/mine")
                        .build()));
        world.settle();
        FileSystemDescription made = world.describe(destination);
        assertThat(made.availabilityZoneName()).isEqualTo("us-east-1b");
        assertThat(made.performanceMode()).isEqualTo("generalPurpose");
        assertThat(made.kmsKeyId()).isEqualTo("arn:aws:kms:us-east-1:123456789012:alias/mine");
    }

    /** User guide, "Replicating to an existing file system". */
    @Test
    void anExistingDestinationMustBeUnprotected() throws Exception {
        String source = world.fileSystem("source");
        String destination = world.fileSystem("destination");
        DestinationToCreate existing =
                DestinationToCreate.builder().fileSystemId(destination).build();
        world.refused("BadRequest", 400, "ReplicationOverwriteProtection", () -> create(source, existing));
        unprotect(destination);
        assertThat(destination(create(source, existing))).isEqualTo(destination);
        assertThat(protection(destination)).isEqualTo("REPLICATING");
        world.refused("ReplicationAlreadyExists", 409, destination, () -> unprotect(destination));
    }

    /** API_CreateReplicationConfiguration: a file system is in one replication only; both ends and the wish must fit. */
    @Test
    void whatCannotBeIsRefused() throws Exception {
        String source = world.fileSystem("source");
        String encrypted = world.fileSystem(CreateFileSystemRequest.builder()
                .creationToken("encrypted")
                .encrypted(true)
                .build());
        String clear = world.fileSystem("clear");
        unprotect(clear);
        unprotect(source);
        world.refused("FileSystemNotFound", 404, "fs-00000000", () -> create("fs-00000000", HERE));
        world.refused("BadRequest", 400, "exactly one destination", () -> create(source));
        world.refused("BadRequest", 400, "exactly one destination", () -> create(source, HERE, HERE));
        world.refused(
                "BadRequest",
                400,
                "Region, AvailabilityZoneName or FileSystemId",
                () -> create(source, DestinationToCreate.builder().build()));
        world.refused(
                "BadRequest",
                400,
                "eu-west-1",
                () -> create(
                        source,
                        DestinationToCreate.builder().region("eu-west-1").build()));
        world.refused(
                "UnsupportedAvailabilityZone",
                400,
                "moon-1a",
                () -> create(
                        source,
                        DestinationToCreate.builder()
                                .availabilityZoneName("moon-1a")
                                .build()));
        world.refused("FileSystemNotFound", 404, "fs-00000000", () -> create(source, existing("fs-00000000")));
        world.refused("BadRequest", 400, "its own destination", () -> create(source, existing(source)));
        world.refused("ConflictException", 409, "encrypted", () -> create(encrypted, existing(clear)));
        world.refused(
                "BadRequest",
                400,
                "there already",
                () -> create(
                        source,
                        DestinationToCreate.builder()
                                .fileSystemId(clear)
                                .kmsKeyId("alias/mine")
                                .build()));

        String destination = destination(create(source, HERE));
        world.settle();
        world.refused("ReplicationAlreadyExists", 409, source, () -> create(source, HERE));
        world.refused("ReplicationAlreadyExists", 409, destination, () -> create(destination, HERE));
        world.refused("ReplicationAlreadyExists", 409, source, () -> create(clear, existing(source)));
    }

    /** API_DeleteFileSystem: "You cannot delete a file system that is part of an EFS Replication configuration." */
    @Test
    void fileSystemsOfAReplicationStayUntilItIsDeleted() throws Exception {
        String source = world.fileSystem("source");
        String destination = destination(create(source, HERE));
        world.settle();
        world.refused("FileSystemInUse", 409, "replication", () -> world.deleteFileSystem(source));
        world.refused("FileSystemInUse", 409, "replication", () -> world.deleteFileSystem(destination));
        world.refused("ReplicationNotFound", 404, destination, () -> delete(destination));

        delete(source);
        assertThat(describe(source).getFirst().destinations().getFirst().status())
                .isEqualTo("DELETING");
        world.settle();
        world.refused("ReplicationNotFound", 404, source, () -> describe(source));
        world.refused("ReplicationNotFound", 404, source, () -> delete(source));
        assertThat(protection(destination)).isEqualTo("ENABLED");
        world.settle();
        assertThat(world.servers.terms(destination))
                .map(Terms::readOnly)
                .as("the destination is writable again")
                .contains(false);
        world.deleteFileSystem(source);
        world.deleteFileSystem(destination);
    }

    @Test
    void describeFindsByEitherEndAndShowsAll() throws Exception {
        String source = world.fileSystem("source");
        String destination = destination(create(source, HERE));
        String other = world.fileSystem("other");
        create(other, HERE);
        assertThat(describe(destination)).isEqualTo(describe(source)).hasSize(1);
        assertThat(describe(null))
                .extracting(ReplicationConfigurationDescription::sourceFileSystemId)
                .containsExactlyInAnyOrder(source, other);
        String alone = world.fileSystem("alone");
        world.refused("ReplicationNotFound", 404, alone, () -> describe(alone));
        world.refused("FileSystemNotFound", 404, "fs-00000000", () -> describe("fs-00000000"));
    }

    private static DestinationToCreate existing(String id) {
        return DestinationToCreate.builder().fileSystemId(id).build();
    }

    private ReplicationConfigurationDescription create(String source, DestinationToCreate... destinations) {
        return world.call(
                EfsOperations.CREATE_REPLICATION_CONFIGURATION,
                CreateReplicationConfigurationRequest.builder()
                        .sourceFileSystemId(source)
                        .destinations(List.of(destinations))
                        .build());
    }

    private static String destination(ReplicationConfigurationDescription created) {
        return created.destinations().getFirst().fileSystemId();
    }

    private List<ReplicationConfigurationDescription> describe(@Nullable String id) {
        return world.call(
                        EfsOperations.DESCRIBE_REPLICATION_CONFIGURATIONS,
                        DescribeReplicationConfigurationsRequest.builder()
                                .fileSystemId(id)
                                .build())
                .replications();
    }

    private void delete(String source) {
        world.call(
                EfsOperations.DELETE_REPLICATION_CONFIGURATION,
                DeleteReplicationConfigurationRequest.builder()
                        .sourceFileSystemId(source)
                        .build());
    }

    private void unprotect(String id) {
        world.call(
                EfsOperations.UPDATE_FILE_SYSTEM_PROTECTION,
                UpdateFileSystemProtectionRequest.builder()
                        .fileSystemId(id)
                        .replicationOverwriteProtection("DISABLED")
                        .build());
    }

    private @Nullable String protection(String id) {
        var protection = world.describe(id).fileSystemProtection();
        return protection == null ? null : protection.replicationOverwriteProtection();
    }
}
