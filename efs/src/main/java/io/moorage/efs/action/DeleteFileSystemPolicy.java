package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DeleteFileSystemPolicyRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Puts the default policy in effect again. */
final class DeleteFileSystemPolicy implements Action<DeleteFileSystemPolicyRequest, Empty> {
    private final Store store;

    DeleteFileSystemPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteFileSystemPolicyRequest, Empty> operation() {
        return EfsOperations.DELETE_FILE_SYSTEM_POLICY;
    }

    @Override
    public List<String> resources(DeleteFileSystemPolicyRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public Empty handle(DeleteFileSystemPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            tx.delete(
                    EfsTables.POLICIES,
                    Lookup.availableFileSystem(context, tx, input.fileSystemId())
                            .id());
            return Empty.VALUE;
        });
    }
}
