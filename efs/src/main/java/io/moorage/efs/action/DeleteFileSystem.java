package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DeleteFileSystemRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Marks a file system for removal with all its data and access points, unless it is in use. */
final class DeleteFileSystem implements Action<DeleteFileSystemRequest, Empty> {
    private final Store store;

    DeleteFileSystem(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteFileSystemRequest, Empty> operation() {
        return EfsOperations.DELETE_FILE_SYSTEM;
    }

    @Override
    public List<String> resources(DeleteFileSystemRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public Empty handle(DeleteFileSystemRequest input, RequestContext context) {

        return store.transact(tx -> {
            FileSystem present = Lookup.fileSystem(context, tx, input.fileSystemId());
            if (!tx.by(EfsTables.MOUNT_TARGETS, EfsTables.MOUNT_TARGETS_BY_FILE_SYSTEM, present.id())
                    .isEmpty()) {
                throw new AwsException(
                        EfsOperations.ERROR_FILE_SYSTEM_IN_USE,
                        "File system '" + present.id() + "' has mount targets; delete them first.");
            }
            if (Replications.of(tx, present.id()).isPresent()) {
                throw new AwsException(
                        EfsOperations.ERROR_FILE_SYSTEM_IN_USE,
                        "File system '" + present.id() + "' is part of a replication; delete the replication first.");
            }
            tx.by(EfsTables.ACCESS_POINTS, EfsTables.ACCESS_POINTS_BY_FILE_SYSTEM, present.id())
                    .forEach(point -> tx.update(EfsTables.ACCESS_POINTS, point.deleting()));
            tx.update(EfsTables.FILE_SYSTEMS, present.deleting());
            return Empty.VALUE;
        });
    }
}
