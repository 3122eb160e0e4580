package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemProtectionDescription;
import io.moorage.awsmodels.efs.UpdateFileSystemProtectionRequest;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.ReplicationOverwriteProtection;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Lets a file system become the destination of a replication, or keeps it from that. */
final class UpdateFileSystemProtection
        implements Action<UpdateFileSystemProtectionRequest, FileSystemProtectionDescription> {
    private final Store store;

    UpdateFileSystemProtection(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UpdateFileSystemProtectionRequest, FileSystemProtectionDescription> operation() {
        return EfsOperations.UPDATE_FILE_SYSTEM_PROTECTION;
    }

    @Override
    public List<String> resources(UpdateFileSystemProtectionRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public FileSystemProtectionDescription handle(UpdateFileSystemProtectionRequest input, RequestContext context) {
        String wanted = input.replicationOverwriteProtection();
        if (ReplicationOverwriteProtection.REPLICATING.name().equals(wanted)) {
            throw Refusal.badRequest("ReplicationOverwriteProtection is set to ENABLED or DISABLED; a replication sets"
                    + " REPLICATING by itself.");
        }
        return store.transact(tx -> {
            FileSystem present = Lookup.availableFileSystem(context, tx, input.fileSystemId());
            if (wanted == null) {
                return described(present);
            }
            if (present.protection() == ReplicationOverwriteProtection.REPLICATING) {
                throw new AwsException(
                        EfsOperations.ERROR_REPLICATION_ALREADY_EXISTS,
                        "File system '" + present.id()
                                + "' is the destination of a replication; delete the replication first.");
            }
            FileSystem changed = present.withProtection(ReplicationOverwriteProtection.valueOf(wanted));
            tx.update(EfsTables.FILE_SYSTEMS, changed);
            return described(changed);
        });
    }

    private static FileSystemProtectionDescription described(FileSystem fileSystem) {
        return FileSystemProtectionDescription.builder()
                .replicationOverwriteProtection(fileSystem.protection().name())
                .build();
    }
}
