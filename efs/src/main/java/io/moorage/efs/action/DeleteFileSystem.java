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

/** Marks a file system for removal with all its data, unless it has mount targets. */
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
            FileSystem present = Lookup.fileSystem(tx, input.fileSystemId());
            if (!tx.by(EfsTables.MOUNT_TARGETS, EfsTables.MOUNT_TARGETS_BY_FILE_SYSTEM, present.id())
                    .isEmpty()) {
                throw new AwsException(
                        EfsOperations.ERROR_FILE_SYSTEM_IN_USE,
                        "File system '" + present.id() + "' has mount targets; delete them first.");
            }
            tx.update(EfsTables.FILE_SYSTEMS, present.deleting());
            return Empty.VALUE;
        });
    }
}
